// How long a text is, by the rules of dateline/edition/counts.py; a test holds one against the other.

const IDEOGRAPH =
  /[\u3005\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{323af}]/gu;
// Thai, Lao, Burmese and Khmer part words by meaning alone: a dictionary has to.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+/gu;
const SPACES = "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const BETWEEN_WORDS = new RegExp(`[${SPACES}\\u2012-\\u2015]+`, "gu");
const WHITE = new RegExp(`[${SPACES}]+`, "gu");
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

const segments = (text, language, granularity) => [...new Intl.Segmenter(language, { granularity }).segment(text)];
const saying = (parts) => parts.filter((part) => SAYS_SOMETHING.test(part)).length;
const matches = (text, pattern) => text.match(pattern) || [];

// Browsers come with dictionaries of their own; the newsroom's numbers are those of its server.
export const needsDictionary = (text) => text.search(UNSPACED) >= 0;

// What a reader sees as one character.
export const graphemes = (text, language) => segments(text, language, "grapheme").length;

export const count = (text, { language, wordsAMinute, charactersAMinute }) => {
  const shown = text.replaceAll("\u200b", "");
  const ideographs = matches(text, IDEOGRAPH).length;
  const rest = text.replace(IDEOGRAPH, " ");
  const spaced = saying(rest.replace(UNSPACED, " ").split(BETWEEN_WORDS));
  const runs = matches(rest, UNSPACED);
  const words = runs.reduce(
    (sum, run) => sum + saying(segments(run, language, "word").map((each) => each.segment)),
    spaced,
  );
  return {
    words: ideographs + words,
    ideographs,
    characters: graphemes(shown.replace(WHITE, ""), language),
    with_spaces: graphemes(shown.replace(WHITE, " ").trim(), language),
    minutes: Math.ceil(words / wordsAMinute + ideographs / charactersAMinute),
  };
};

// The room a headline takes: ideographs, kana and Hangul are twice as wide as letters.
const WIDE = /^[\u1100-\u115f\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{20000}-\u{323af}]/u;
export const columns = (text, language) =>
  segments(text.trim(), language, "grapheme").reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
