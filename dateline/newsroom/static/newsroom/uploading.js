// A file that is larger than what fits is refused when it is chosen: sending it first could take an hour.
document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.dataset.most) {
        return;
    }
    const id = `${field.id}-too-large`;
    document.getElementById(id)?.remove();
    if (Array.from(field.files ?? []).some((file) => file.size > Number(field.dataset.most))) {
        const words = document.createElement("p");
        words.id = id;
        words.className = "error-message";
        words.setAttribute("role", "alert");
        words.textContent = field.dataset.tooLarge ?? "";
        field.after(words);
        field.value = "";
    }
});
