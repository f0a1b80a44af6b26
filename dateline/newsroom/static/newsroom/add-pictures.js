// The fields for all files go along with each file: the uploader sends what stands in its own form.
document.addEventListener("DOMContentLoaded", () => {
    const together = document.getElementById("together");
    const chooser = document.getElementById("fileupload");
    if (together && chooser && chooser.form) {
        chooser.form.id = "upload";
        together.querySelectorAll("input, select").forEach((field) => field.setAttribute("form", "upload"));
    }
});
