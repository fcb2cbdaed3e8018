// Begins a walk with Tab from the top of a page, with every <details> open, and answers how many
// stops it has. What is wrong is found as the next key goes down, when the page has settled;
// walk.end() tells it. Of the radios of one group one is a stop.
() => {
  document.querySelectorAll("details").forEach((it) => { it.open = true });
  const inner = `a[href], button, input, select, textarea, summary,
    [tabindex]:not([tabindex="-1"])`;
  const can = (it) => it.checkVisibility({visibilityProperty: true}) && !it.matches(":disabled")
    && !it.closest("[inert]");
  const forms = [...document.forms];
  const group = (it) => it.type === "radio" ? `radio ${it.name} of form ${forms.indexOf(it.form)}` : it;
  const drawn = (it) => it.matches(".vh") ? it.nextElementSibling : it;
  const look = (it) => {
    const style = getComputedStyle(drawn(it));
    const line = style.outlineStyle === "none" ? "" : style.outlineWidth;
    return [line, style.boxShadow, style.backgroundColor, style.borderColor].join(" ");
  };
  const called = (it) => it.outerHTML.slice(0, 110);
  document.activeElement.blur();
  const all = [...document.querySelectorAll(inner)].filter(can);
  const looks = new Map(all.map((it) => [it, look(it)]));
  const floats = (it) => ["sticky", "fixed"].includes(getComputedStyle(it).position);
  const bars = [...document.body.querySelectorAll("*")].filter(floats);
  const hidden = (it) => {
    const box = drawn(it).getClientRects()[0] ?? { height: 0 };
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (!(bottom - top >= Math.min(box.height, 44) - 1)) return "is above or below the screen";
    if (box.left < -1 || box.right > innerWidth + 1) return "is beside the screen";
    for (const [x, y] of [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]]) {
      const there = [box.left + x * box.width, top + y * (bottom - top)];
      const bar = bars.find((bar) => bar.contains(document.elementFromPoint(...there)));
      if (bar && !bar.contains(it) && !it.contains(bar)) return `lies under ${called(bar)}`;
    }
  };
  const walk = window.walk = { wrong: [], came: [] };
  for (const it of document.querySelectorAll("[tabindex]")) {
    if (it.tabIndex > 0) walk.wrong.push(`comes before its turn: ${called(it)}`);
  }
  walk.here = () => {  // said of what has the focus as the next key goes down
    const it = document.activeElement;
    const isNowhere = it === document.body || it === document.documentElement;
    if (isNowhere || it === walk.came.at(-1)) return;
    walk.came.push(it);
    const why = hidden(it);
    if (why) walk.wrong.push(`${why}: ${called(it)}`);
    if (looks.get(it) === look(it)) walk.wrong.push(`looks the same with the focus: ${called(it)}`);
  };
  walk.end = () => {
    const wanted = [...new Set(all.map(group))], came = walk.came.map(group);
    const words = (it) => typeof it === "string" ? it : called(it);
    wanted.forEach((it, at) => {
      if (came[at] === it) return;
      walk.wrong.push(`stop ${at + 1} is no ${words(it)} but ${words(came[at] ?? "nothing")}`);
    });
    const last = document.activeElement;
    if (last === walk.came.at(-1)) walk.wrong.push(`there is no way on from ${called(last)}`);
    return walk.wrong;
  };
  addEventListener("keydown", walk.here, { capture: true });
  document.documentElement.tabIndex = -1;
  document.documentElement.focus();
  document.documentElement.removeAttribute("tabindex");
  scrollTo(0, 0);
  const parts = all.filter((it) => it.type === "date").length * 3;  // day, month, year, calendar
  return new Set(all.map(group)).size + parts;
}
