(() => {
  'use strict';
  const root = document.documentElement;
  const figures = JSON.parse(document.getElementById('figures').textContent);
  const holders = [...document.querySelectorAll('[data-figure]')];
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const drawn = new Map();
  let printing = false;

  // A colour by its name in the style sheet, with its opacity behind an @ where it lets something shine through.
  const colorOf = (text, styles) => {
    const [name, opacity] = text.split('@');
    const color = styles.getPropertyValue(name).trim();
    return opacity ? color + Math.round(255 * opacity).toString(16).padStart(2, '0') : color;
  };

  // Only under a key that names a colour may a text stand for one: a reader's own names stay as they are.
  const paint = (node, styles, isColor) => {
    if (typeof node === 'string') return isColor && node.startsWith('--') ? colorOf(node, styles) : node;
    if (Array.isArray(node)) return isColor ? node.map(item => paint(item, styles, true)) : typeof node[0] === 'object' ? node.map(item => paint(item, styles, false)) : node;
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, paint(value, styles, isColor || /color/i.test(key) && key !== 'colorbar')]));
  };

  // Of the names of an axis as many are written as there is room for.
  const fitNames = (layout, width) => {
    for (const axis of Object.values(layout)) {
      if (!axis || !axis.fit) continue;
      const { texts, each, share } = axis.fit;
      const step = Math.max(1, Math.ceil(texts.length * each / (share * Math.max(120, width - 150))));
      axis.tickvals = texts.map((_, i) => i).filter(i => i % step === 0);
      axis.ticktext = axis.tickvals.map(i => texts[i]);
    }
  };

  const formOf = (figure, width) => width < 560 && figure.narrow ? figure.narrow : figure;

  const build = (figure, width) => {
    const form = formOf(figure, width);
    const styles = getComputedStyle(root);
    const color = name => styles.getPropertyValue(name).trim();
    const data = paint(figure.data, styles, false);
    for (const trace of data) {
      if (trace.rowNames) trace.customdata = trace.z.map((row, i) => row.map((_, j) => trace.columnNames ? [trace.rowNames[i], trace.columnNames[j]] : trace.rowNames[i]));
    }
    const layout = Object.assign({
      font: { family: font, size: 12, color: color('--ink') },
      paper_bgcolor: color('--surface'),
      plot_bgcolor: color('--surface'),
      hoverlabel: { bgcolor: color('--surface'), bordercolor: color('--rule'), font: { family: font, size: 12, color: color('--ink') }, align: 'left', namelength: -1 },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: color('--muted'), activecolor: color('--link') },
      dragmode: isTouch ? false : 'zoom',
      height: form.height,
    }, paint(form.layout, styles, false));
    fitNames(layout, width);
    if (width < 400) {
      layout.hoverlabel.font.size = 10;
      for (const axis of Object.values(layout)) {
        if (!axis || !axis.automargin) continue;
        axis.nticks = 4;
        if (axis.narrowRange) axis.range = axis.narrowRange;
        if (axis.shortText) axis.ticktext = axis.shortText;
      }
    }
    return { data, layout };
  };

  const config = {
    displaylogo: false,
    scrollZoom: false,
    modeBarButtonsToRemove: ['toImage', 'select2d', 'lasso2d', 'autoScale2d'],
  };

  const draw = (index, width = holders[index].clientWidth) => {
    const { data, layout } = build(figures[index], width);
    drawn.set(index, width);
    holders[index].style.minHeight = `${layout.height}px`;
    return Plotly.react(holders[index], data, Object.assign(layout, { width }), config);
  };

  // The place of a chart also changes without the window, as when a scroll bar appears.
  const watcher = new ResizeObserver(entries => entries.forEach(({ target }) => {
    const index = holders.indexOf(target);
    if (!printing && drawn.has(index) && drawn.get(index) !== target.clientWidth) draw(index);
  }));
  holders.forEach(holder => watcher.observe(holder));

  const download = (index, format) => {
    const figure = figures[index];
    const { data, layout } = build(figure, 1100);
    const title = { text: figure.title, x: 0.02, xanchor: 'left', font: { size: 18 } };
    const height = Math.max(figure.height + 60, 420);
    const margin = Object.assign({}, layout.margin, { t: 70 });
    return Plotly.downloadImage({ data, layout: Object.assign(layout, { title, margin, width: 1100, height }) },
      { format, filename: figure.file, width: 1100, height, scale: format === 'png' ? 2 : 1 });
  };

  const toggle = document.getElementById('theme');
  const isDark = () => (root.dataset.theme || (systemDark.matches ? 'dark' : 'light')) === 'dark';
  const announce = () => {
    toggle.textContent = isDark() ? 'Light view' : 'Dark view';
  };
  const repaint = () => {
    announce();
    [...drawn.keys()].forEach(index => draw(index));
  };
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    repaint();
  });
  systemDark.addEventListener('change', () => { if (!root.dataset.theme) repaint(); });

  let beforePrint = null;
  addEventListener('beforeprint', () => {
    printing = true;
    beforePrint = root.dataset.theme || '';
    root.dataset.theme = 'light';
    holders.forEach((holder, index) => draw(index, holder.closest('.half') ? 300 : 650));
  });
  addEventListener('afterprint', () => {
    if (beforePrint) root.dataset.theme = beforePrint; else delete root.dataset.theme;
    printing = false;
    repaint();
  });

  document.querySelectorAll('[data-download]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => download(Number(button.dataset.of), button.dataset.download));
  });

  announce();
  (async () => {
    for (let index = 0; index < holders.length; index++) {
      if (!drawn.has(index)) await draw(index);
      // Charts are many: between two of them the page answers its reader.
      await new Promise(done => setTimeout(done));
    }
    root.dataset.ready = 'true';
  })();
})();
