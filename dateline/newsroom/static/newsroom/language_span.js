// Draftail entity: marks words as being of another language, so that readers' browsers pronounce and shape them rightly.
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;

  class LanguageSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, entity, onComplete } = this.props;
      const selection = editorState.getSelection();
      const before = entity ? entity.getData().lang : "";
      const tag = window.prompt(entityType.question, before);
      if (tag === null || selection.isCollapsed()) {
        onComplete(editorState);
        return;
      }
      let content = editorState.getCurrentContent();
      let key = null;
      if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag.trim())) {
        content = content.createEntity(entityType.type, "MUTABLE", { lang: tag.trim() });
        key = content.getLastCreatedEntityKey();
      }
      const changed = Modifier.applyEntity(content, selection, key);
      onComplete(EditorState.push(editorState, changed, "apply-entity"));
    }

    render() {
      return null;
    }
  }

  const LanguageSpan = ({ entityKey, contentState, children }) => {
    const { lang } = contentState.getEntity(entityKey).getData();
    return React.createElement("span", { lang, title: lang, style: { borderBottom: "1px dotted" } }, children);
  };

  draftail.registerPlugin({ type: "LANGUAGE", source: LanguageSource, decorator: LanguageSpan }, "entityTypes");
})();
