/** The look of a report: a research note on paper, and the same by lamplight. Fonts are those of the reader's system. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --panel: #f6f4ee; --ink: #1d2126; --soft: #5c646d; --faint: #8d949b; --rule: #ddd9cf; --hair: #ebe8e0;
  --explore: #b4610a; --exploit: #1f62a8; --upgrade: #7547a8; --good: #24713f; --bad: #a8322a; --warn: #8a5a00; --warnbg: #fbf0d6; --link: #1f4f86;
  --s1: #1f62a8; --s2: #b4610a; --s3: #2f7f6b; --hold: #5c646d; --luck: #a8322a;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181c; --panel: #1c2025; --ink: #e3e2dd; --soft: #a4abb2; --faint: #767d85; --rule: #363c43; --hair: #272c32;
  --explore: #e39a48; --exploit: #6fa9e6; --upgrade: #b792e2; --good: #69ba82; --bad: #e57d73; --warn: #e8bf6a; --warnbg: #332a14; --link: #8ab6ea;
  --s1: #6fa9e6; --s2: #e39a48; --s3: #62b9a1; --hold: #a4abb2; --luck: #e57d73;
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 44px 40px 64px; }
h1, h2, blockquote { font-family: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "DejaVu Serif", serif; }
h1 { font-size: 32px; line-height: 1.2; font-weight: 600; margin: 2px 0 18px; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 20px; font-weight: 600; margin: 0 0 4px; }
h3 { font-size: 12px; margin: 0 0 6px; color: var(--soft); font-weight: 600; }
p { margin: 0 0 10px; max-width: 76ch; }
a { color: var(--link); text-underline-offset: 2px; text-decoration-thickness: 1px; }
code, pre, .id { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
small { font-size: .8em; color: var(--soft); font-weight: 400; }
.kicker { color: var(--soft); font-size: 13px; letter-spacing: .02em; margin: 0; }
section { margin-top: 44px; border-top: 1px solid var(--rule); padding-top: 16px; }
.note, .empty { color: var(--soft); font-size: 13.5px; }
.lead { font-family: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "DejaVu Serif", serif; font-size: 17.5px; line-height: 1.55; margin: 20px 0 22px; max-width: 78ch; }
.facts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 10px 24px; margin: 0 0 24px; }
.facts dt, .tile dt { font-size: 12px; color: var(--soft); }
.facts dd { margin: 0; font-size: 14px; overflow-wrap: anywhere; }
.nb { white-space: nowrap; } .facts dd.id { font-size: 12.5px; line-height: 21px; }
.banner { border-left: 3px solid var(--soft); background: var(--panel); padding: 10px 16px; margin: 8px 0; max-width: none; overflow-wrap: anywhere; }
.banner.synthetic { border-color: var(--warn); background: var(--warnbg); }
.banner.none strong, .banner.failed strong { color: var(--bad); } .banner.none, .banner.failed { border-color: var(--bad); }
.banner.some { border-color: var(--good); }
.tiles { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); margin: 0; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.tile { padding: 12px 10px 12px 14px; border-left: 1px solid var(--hair); } .tile:first-child { border-left: 0; padding-left: 0; }
.tile dd { margin: 0; font-size: 25px; line-height: 1.3; } .tile small { display: block; font-size: 12px; line-height: 1.35; min-height: 1.35em; }
.tiles + section { border-top: 0; margin-top: 20px; }
.scroll { overflow-x: auto; margin: 12px 0 22px; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th { text-align: left; font-weight: 600; font-size: 12px; color: var(--soft); border-bottom: 1px solid var(--rule); vertical-align: bottom; white-space: nowrap; }
th, td { padding: 5px 14px 5px 0; } th:last-child, td:last-child { padding-right: 0; }
td { border-bottom: 1px solid var(--hair); vertical-align: top; white-space: nowrap; }
td.wrap { white-space: normal; min-width: 150px; overflow-wrap: anywhere; }
.n { text-align: right; } td b { font-weight: 600; }
th button { all: unset; cursor: pointer; } th button:hover { color: var(--ink); } th button:focus-visible, .scroll:focus-visible { outline: 2px solid var(--exploit); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
.strategies td:nth-child(2) { white-space: normal; min-width: 185px; overflow-wrap: anywhere; line-height: 1.35; } .strategies .id { display: block; color: var(--faint); font-size: 11.5px; }
.strategies tr:target td, .strategies tr:hover td { background: var(--panel); } tr.untried td, tr.failed td { color: var(--soft); } tr.failed td b { font-weight: 400; }
.strategies td:last-child { width: 27%; min-width: 230px; line-height: 1.4; } .strategies th, .strategies td { padding-right: 12px; } .strategies small { white-space: nowrap; }
.areas { table-layout: fixed; max-width: 1000px; } .areas th:first-child { width: 150px; } .areas th.n { width: 88px; } .areas th:last-child, .areas td:last-child { padding-left: 28px; }
.gates th { white-space: normal; min-width: 90px; overflow-wrap: anywhere; }
.chip { font-size: 12px; font-weight: 600; } .chip.passed, .yes { color: var(--good); } .chip.failed, .no { color: var(--bad); } .chip.rejected { color: var(--ink); }
.yes, .no { font-size: 12px; display: inline-block; min-width: 27px; text-align: left; } .no { font-weight: 600; }
.why { color: var(--soft); font-size: 12.5px; }
.act.explore { color: var(--explore); } .act.exploit { color: var(--exploit); } .act.upgrade { color: var(--upgrade); }
figure { margin: 10px 0 20px; } figcaption { font-size: 12.5px; color: var(--soft); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 0; margin: 0 0 8px; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; } .legend svg { vertical-align: -2px; margin-right: 7px; flex: none; }
.wide svg, .narrow svg { display: block; width: 100%; height: auto; } .narrow { display: none; }
svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--soft); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--hair); } .zero { stroke: var(--faint); stroke-width: 1; } .notch { stroke: var(--rule); } .stroke { stroke: var(--ink); stroke-opacity: .55; stroke-width: 1.3; }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; } .line.best, .ref.best { stroke: var(--ink); stroke-width: 1.2; fill: none; }
.area { stroke: none; fill-opacity: .16; }
.s1 { stroke: var(--s1); } .s2 { stroke: var(--s2); } .s3 { stroke: var(--s3); } .area.s1 { fill: var(--s1); stroke: none; }
.line.s2, .line.s3 { stroke-width: 1.2; }
svg text.label { stroke: none; } .label.s1 { fill: var(--s1); } .label.s2 { fill: var(--s2); } .label.s3 { fill: var(--s3); } .label.hold { fill: var(--hold); } .label.luck { fill: var(--luck); } .label.best { fill: var(--ink); }
.ref { stroke-width: 1.2; } .ref.hold { stroke: var(--hold); stroke-dasharray: 6 4; } .ref.luck { stroke: var(--luck); stroke-dasharray: 2 3; }
.mark { stroke: var(--paper); stroke-width: 1.2; } .mark.explore { fill: var(--explore); } .mark.exploit { fill: var(--exploit); } .mark.upgrade { fill: var(--upgrade); } .mark.other { fill: none; stroke: var(--faint); stroke-width: 1.5; }
.whisker { stroke: var(--faint); stroke-opacity: .45; } .whisker.explore { stroke: var(--explore); } .whisker.exploit { stroke: var(--exploit); } .whisker.upgrade { stroke: var(--upgrade); }
.strip { display: block; max-width: 100%; margin-top: 2px; } .strip .zero { stroke: var(--faint); stroke-width: .8; }
.tree { list-style: none; padding: 0; margin: 14px 0; } .tree li { margin-left: calc(var(--depth) * 20px); padding: 0 0 14px 18px; border-left: 1px solid var(--rule); position: relative; overflow-wrap: anywhere; }
.tree li::before { content: ""; position: absolute; left: -4px; top: 8px; width: 7px; height: 7px; border-radius: 50%; background: var(--paper); border: 1px solid var(--soft); box-sizing: border-box; } .tree li.self::before { background: var(--s1); border-color: var(--s1); }
.tree p { margin: 0; color: var(--soft); font-size: 13.5px; } .tree .figure { margin: 0 8px; } .tree b { font-weight: 600; } .tree li:not(.self) b { font-weight: 400; }
details.decision { border-bottom: 1px solid var(--hair); padding: 5px 0; } summary { cursor: pointer; overflow-wrap: anywhere; } details.decision summary { font-size: 13.5px; } .count { display: inline-block; min-width: 30px; color: var(--soft); }
blockquote { margin: 12px 0; padding: 0; font-size: 16px; line-height: 1.5; max-width: 76ch; white-space: pre-line; overflow-wrap: anywhere; }
.pairs { margin: 0 0 16px; font-size: 13.5px; } .pairs > div { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 16px; padding: 3px 0; } .pairs dt { color: var(--soft); } .pairs dd { margin: 0; overflow-wrap: anywhere; max-width: 90ch; }
.evidence { margin: 0; padding: 0; list-style: none; }
.columns { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 20px 32px; margin-top: 12px; }
.figures { margin: 0; font-size: 13.5px; } .figures > div { display: flex; justify-content: space-between; gap: 12px; border-top: 1px solid var(--hair); padding: 4px 0; } .figures dd { margin: 0; white-space: nowrap; }
.months td { padding: 2px 3px 2px 0; } .months th { padding: 3px 6px 3px 0; } .month { display: block; padding: 3px 5px; } .month.gain { background: color-mix(in srgb, var(--s1) calc(var(--tint) * .4), transparent); } .month.loss { background: color-mix(in srgb, var(--luck) calc(var(--tint) * .4), transparent); }
pre { background: var(--panel); padding: 14px 16px; overflow-x: auto; line-height: 1.5; font-size: 12.5px; margin: 8px 0; max-height: 480px; } pre.code { max-height: none; } pre code { font-size: inherit; }
footer { margin-top: 52px; border-top: 1px solid var(--rule); padding-top: 16px; color: var(--soft); font-size: 13px; } footer h2 { font-size: 15px; color: var(--ink); }
@media (max-width: 900px) { .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); } .tile { border-left: 0; padding-left: 0; } .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); } .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 640px) {
  main { padding: 24px 20px 44px; } h1 { font-size: 25px; } .lead { font-size: 16px; }
  .wide { display: none; } .narrow { display: block; } .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } .pairs > div { grid-template-columns: 1fr; gap: 0; } .columns { grid-template-columns: 1fr; }
  .strategies th:nth-child(2), .strategies td:nth-child(2) { position: sticky; left: 0; background: var(--paper); min-width: 140px; max-width: 140px; }
  .strategies :is(th, td):is(:nth-child(3), :nth-child(4), :nth-child(5)) { display: none; } /* the decisions tell type, logic and action */
  .areas th { white-space: normal; } .areas th:first-child { width: 108px; } .areas th.n { width: 54px; } .areas th:last-child { width: 350px; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --panel: #f5f5f3; --ink: #000; --soft: #444; --faint: #777; --rule: #bbb; --hair: #ddd; --explore: #b4610a; --exploit: #1f62a8; --upgrade: #7547a8; --good: #24713f; --bad: #a8322a; --warn: #8a5a00; --warnbg: #fbf0d6; --link: #000; --s1: #1f62a8; --s2: #b4610a; --s3: #2f7f6b; --hold: #444; --luck: #a8322a; }
  @page { margin: 16mm 14mm; } body { font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; } main { max-width: none; padding: 0; }
  .wide { display: block; } .narrow { display: none; } .scroll { overflow: visible; } table { font-size: 8pt; } th, td { padding-right: 8px; } thead { display: table-header-group; } .strategies td:nth-child(2), td.wrap { min-width: 90px; }
  tr, figure, .tile, .banner, .tree li, .note { break-inside: avoid; } .areas { max-width: none; } .areas th.n { width: 70px; } h2, .note { break-after: avoid; } pre { white-space: pre-wrap; max-height: none; } details::details-content { content-visibility: visible; } .tiles { grid-template-columns: repeat(7, minmax(0, 1fr)); } .tile dd { font-size: 15pt; }
}
`
