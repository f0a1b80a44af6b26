// Shows what the six numbers do to each crop while they are being set; the numbers alone are what is saved.
// The arithmetic is that of newsroom/pictures/framing.py.
document.addEventListener("DOMContentLoaded", () => {
    const whole = document.getElementById("whole");
    const form = document.getElementById("cropping");
    if (!whole || !form) return;
    const image = whole.querySelector("img");
    const point = whole.querySelector(".point");
    const kept = whole.querySelector(".kept");
    const value = (name) => Number(form.elements[name].value) || 0;
    const around = (middle, length, low, high) => Math.max(low, Math.min(middle - length / 2, high - length));

    function shown() {
        const [wide, high] = [image.naturalWidth, image.naturalHeight];
        const left = wide * value("left") / 100, top = high * value("top") / 100;
        return { left, top, right: wide - wide * value("right") / 100, bottom: high - high * value("bottom") / 100 };
    }

    function cropped(ratio) {
        const { left, top, right, bottom } = shown();
        const wide = right - left, high = bottom - top;
        if (!ratio || Math.abs(wide / high / ratio - 1) < 0.01) return [left, top, wide, high];
        if (wide / high > ratio) {
            const own = high * ratio;
            return [around(image.naturalWidth * value("x") / 100, own, left, right), top, own, high];
        }
        const own = wide / ratio;
        return [left, around(image.naturalHeight * value("y") / 100, own, top, bottom), wide, own];
    }

    function draw(figure) {
        const [left, top, wide, high] = cropped(Number(figure.dataset.wide) / Number(figure.dataset.high));
        if (wide <= 0 || high <= 0) return;
        let canvas = figure.querySelector("canvas");
        if (!canvas) {
            canvas = document.createElement("canvas");
            figure.querySelector("img").replaceWith(canvas);
        }
        [canvas.width, canvas.height] = [Math.round(wide), Math.round(high)];
        canvas.getContext("2d").drawImage(image, left, top, wide, high, 0, 0, canvas.width, canvas.height);
    }

    function mark() {
        point.hidden = kept.hidden = false;
        [point.style.left, point.style.top] = [`${value("x")}%`, `${value("y")}%`];
        for (const edge of ["left", "top", "right", "bottom"]) kept.style[edge] = `${value(edge)}%`;
    }

    form.addEventListener("input", () => {
        mark();
        document.querySelectorAll("#crops figure").forEach(draw);
    });
    image.addEventListener("click", (event) => {
        const place = image.getBoundingClientRect();
        form.elements.x.value = Math.round((event.clientX - place.left) / place.width * 100);
        form.elements.y.value = Math.round((event.clientY - place.top) / place.height * 100);
        form.dispatchEvent(new Event("input"));
    });
    mark();
});
