// Draws the chart of a page from its Vega-Lite spec, in the page's colours; expressions are interpreted, never made code.
"use strict";
(() => {
  const place = document.getElementById("chart");
  if (!place || !window.vegaEmbed) return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const draw = async () => {
    const spec = await (await fetch(place.dataset.spec)).json();
    const width = Math.max(220, Math.min(800, place.clientWidth - 70));
    const narrow = place.clientWidth < 600;
    for (const panel of spec.vconcat ?? []) {
      panel.width = narrow ? Math.max(200, place.clientWidth - 70) : width;
      panel.height = 170;
    }
    const text = colour("--quiet");
    const config = {
      background: "transparent", font: "system-ui, sans-serif",
      title: { anchor: "start", color: colour("--ink"), fontSize: 13, fontWeight: 600 },
      axis: { labelColor: text, titleColor: text, gridColor: colour("--line"), domainColor: colour("--line"), tickColor: colour("--line"), labelFontSize: 12 },
      legend: { labelColor: text, titleColor: text, labelFontSize: 12, labelLimit: 200, symbolOpacity: 1, symbolBaseFillColor: text, orient: "bottom", columns: narrow ? 1 : 3 },
      view: { stroke: null },
      range: { category: ["--s0", "--s1", "--s2", "--s3", "--s4", "--s5", "--s6", "--s7"].map(colour) },
    };
    await vegaEmbed(place, spec, {
      ast: true, expr: vegaInterpreter.expressionInterpreter, config, renderer: "canvas",
      actions: false, defaultStyle: false, tooltip: false, mode: "vega-lite",
    });
    place.dataset.drawn = "yes";
  };
  draw().catch((error) => { place.textContent = "The chart could not be drawn; the table below has its figures."; console.error(error); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
