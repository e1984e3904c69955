// @ts-check
/** 沿用上年、尚未修改的段落: a paragraph leaves the list as soon as it is edited, and comes back if that is undone. */

const list = document.getElementById("taken");
const area = list && document.getElementById(list.dataset.into || "");

if (list && area instanceof HTMLTextAreaElement) {
  const items = Array.from(list.querySelectorAll("li"));
  const show = () => {
    const lines = new Set(area.value.split("\n").map((line) => line.trim()));
    items.forEach((item) => (item.hidden = !lines.has((item.textContent || "").trim())));
    const left = items.filter((item) => !item.hidden).length;
    document.querySelectorAll("[data-taken-count]").forEach((box) => (box.textContent = String(left)));
    list.hidden = !left;
    document.querySelectorAll("[data-taken-hint]").forEach((hint) => hint.toggleAttribute("hidden", !left));
  };
  area.addEventListener("input", show);
  area.addEventListener("refresh", show);
  document.querySelectorAll("a[href='#taken']").forEach((link) => {
    link.addEventListener("click", () => list.setAttribute("open", ""));
  });
  show();
}
