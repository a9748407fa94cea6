import "./style.css";

const theme = document.documentElement.dataset.theme ?? "none";
// A chunk of its own, which vite preloads.
import("./late.js").then(({ late }) => {
  const color = getComputedStyle(document.getElementById("title")).color;
  document.getElementById("verdict").textContent = `${late()}, ${theme}, ${color}`;
});
