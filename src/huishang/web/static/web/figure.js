// A figure drawn from the table it stands above, when its fold is opened. The table stays: it is
// what a screen reader reads, and all there is where scripts are off.

const ROW = 30, AROUND = 42, MOST = 20;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const text = (cell) => cell.textContent.trim();

const read = (table) => {
  const rows = [...table.tBodies[0].rows].slice(0, MOST)
    .map((row) => [...row.cells].map((cell) => cell.dataset.value ?? text(cell))).reverse();
  const series = [...table.tHead.rows[0].cells]
    .map((cell, column) => ({ name: cell.dataset.name ?? text(cell), column, tone: cell.dataset.tone }))
    .filter((one) => one.tone);
  return { rows, series };
};

const draw = (box) => {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "yes";
  const { rows, series } = read(document.getElementById(box.dataset.table));
  const key = document.createElement("p");
  key.className = "figure-key";
  key.append(...series.map((one) => Object.assign(document.createElement("span"), { className: `key-${one.tone}`, textContent: one.name })));
  const plot = document.createElement("div");
  plot.style.height = `${rows.length * ROW + AROUND}px`;
  box.append(key, plot);
  const chart = echarts.init(plot);
  const words = { color: colour("--ink"), fontFamily: getComputedStyle(box).fontFamily };
  chart.setOption({
    animation: false,
    textStyle: words,
    color: series.map((one) => colour(`--${one.tone}`)),
    grid: { top: 8, right: 24, bottom: 24, left: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1 },
    yAxis: { type: "category", data: rows.map((row) => row[0]), axisLabel: { width: box.clientWidth / 3, overflow: "truncate" } },
    series: series.map((one) => ({
      name: one.name, type: "bar", stack: "all", barMaxWidth: 16,
      data: rows.map((row) => Number(row[one.column]) || null),
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(plot);
};

for (const box of document.querySelectorAll("[data-table]")) {
  const fold = box.closest("details");
  fold.addEventListener("toggle", () => { if (fold.open) draw(box); });
}
