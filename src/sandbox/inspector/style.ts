/** The inspector page's style sheet. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f8f7f4; --card: #fff; --ink: #1c1b18; --muted: #6d6960; --line: #e5e1d8; --well: #f4f2ed;
  --accent: #0e6a4e; --on-accent: #fff;
  --recorded: #0d5f45; --recorded-bg: #dff1e8; --duplicate: #785000; --duplicate-bg: #faeed3;
  --ignored: #59554c; --ignored-bg: #ecebe5; --refused: #a12d1d; --refused-bg: #fbe4e0;
  --fault: #5640a4; --fault-bg: #ebe6fa; --open: #1c5a8a; --open-bg: #e1eef9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131311; --card: #1b1a18; --ink: #eeece6; --muted: #a19c92; --line: #2e2c28; --well: #232220;
    --accent: #63cfa6; --on-accent: #0c1f18;
    --recorded: #86dcb9; --recorded-bg: #15382b; --duplicate: #efc775; --duplicate-bg: #3b2e12;
    --ignored: #b9b4a9; --ignored-bg: #302e2a; --refused: #f5a294; --refused-bg: #46201a;
    --fault: #c0b1f5; --fault-bg: #2e264d; --open: #93c6f0; --open-bg: #18324a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 28px 64px; max-width: 1240px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, p, dl, dd, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
code, pre { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }

.bar { display: flex; align-items: center; gap: 16px; padding: 22px 0 18px; }
.bar h1 { display: flex; align-items: center; gap: 10px; font-size: 16px; font-weight: 650; letter-spacing: -.01em; }
.bar h1 span:last-child { font-weight: 400; color: var(--muted); margin-left: -5px; }
.mark { width: 20px; height: 20px; border-radius: 50%; border: 5px solid var(--accent); }
.live { display: flex; align-items: center; gap: 8px; margin-left: auto; color: var(--muted); font-size: 13px; }
.live::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: var(--ignored); }
.live[data-state=live]::before { background: #2fa878;
  box-shadow: 0 0 0 3px color-mix(in srgb, #2fa878 22%, transparent); }
.live[data-state=lost]::before { background: #d4503c; }

button, .button { font: inherit; font-size: 13.5px; font-weight: 550; line-height: 20px; padding: 7px 13px;
  border-radius: 8px;
  border: 1px solid transparent; cursor: pointer; text-decoration: none; white-space: nowrap; }
.button { background: var(--accent); color: var(--on-accent); }
.button:hover { filter: brightness(1.09); }
.quiet { background: var(--card); color: var(--ink); border-color: var(--line); }
.quiet:hover { background: var(--well); }
.wide { width: 100%; margin-top: 4px; }

.hero, .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.hero { display: grid; grid-template-columns: 1fr auto; align-items: end; padding: 24px 28px 0; margin-bottom: 20px; }
.hero h2 { font-size: 13px; font-weight: 500; color: var(--muted); }
.link { font-size: 25px; font-weight: 600; letter-spacing: -.02em; line-height: 1.35; overflow-wrap: anywhere; }
.link a { color: inherit; text-decoration-color: var(--line); text-decoration-thickness: 2px; }
.hero .hint { padding-top: 4px; font-size: 14px; }
.link a:hover { text-decoration-color: var(--accent); }
.actions { display: flex; gap: 8px; padding-bottom: 4px; }
#journey { grid-column: 1 / -1; display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center;
  gap: 8px 32px;
  margin: 22px -28px 0; padding: 16px 28px; border-top: 1px solid var(--line); }
.steps { display: flex; flex-wrap: wrap; gap: 6px 14px; }
.steps li, .others li { display: flex; align-items: baseline; gap: 7px; color: var(--muted); }
.steps li + li::before { content: '→'; color: var(--line); margin-right: 7px; font-size: 18px; }
.steps b { font-size: 22px; font-weight: 600; letter-spacing: -.02em; }
.steps .done b { color: var(--accent); }
.others { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 13px; }
.others b { font-weight: 600; color: var(--ink); }

main { display: grid; grid-template-columns: minmax(0, 1fr) 316px; gap: 20px; align-items: start; }
.lists, aside { display: grid; gap: 20px; }
.card { padding: 18px 22px; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; padding-bottom: 10px; }
.card > header h2 { font-size: 15px; font-weight: 630; letter-spacing: -.01em; }
.card > header p { color: var(--muted); font-size: 13px; }
.empty { padding: 16px 18px; border-radius: 10px; background: var(--well); color: var(--muted); font-size: 14px;
  max-width: 100%;
  overflow-wrap: anywhere; }
.empty b { color: var(--ink); font-weight: 600; }
.empty.slim { padding: 9px 12px; font-size: 13px; margin-bottom: 14px; }
.rest { padding-top: 10px; color: var(--muted); font-size: 13px; }

.row { border-top: 1px solid var(--line); margin: 0 -22px; padding: 0 22px; }
.row > summary, .row.line { display: grid; grid-template-columns: 104px minmax(0, 1fr) auto 96px; gap: 14px;
  align-items: center;
  padding-top: 11px; padding-bottom: 11px; cursor: pointer; list-style: none; }
.row > summary::-webkit-details-marker { display: none; }
.row.line { cursor: default; }
details.row:hover, details.row[open] { background: var(--well); }
.row:last-child { border-radius: 0 0 13px 13px; }
.card:has(.row:last-child) { padding-bottom: 0; }
.what { display: grid; min-width: 0; }
.what b { font-weight: 560; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.what span, .what code { color: var(--muted); font-size: 13px; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }
.what code { font-size: 12px; }
.who { color: var(--muted); font-size: 13px; white-space: nowrap; }
time { color: var(--muted); font-size: 13px; text-align: right; white-space: nowrap; }
.badge { justify-self: start; padding: 2px 9px; border-radius: 99px; font-size: 12.5px; font-weight: 560;
  line-height: 19px;
  color: var(--ignored); background: var(--ignored-bg); }
.badge.recorded { color: var(--recorded); background: var(--recorded-bg); }
.badge.duplicate { color: var(--duplicate); background: var(--duplicate-bg); }
.badge.refused { color: var(--refused); background: var(--refused-bg); }
.badge.fault { color: var(--fault); background: var(--fault-bg); }
.badge.open { color: var(--open); background: var(--open-bg); }
.what em { font-style: normal; color: var(--fault); }
.more { padding: 2px 0 18px 118px; display: grid; gap: 10px; font-size: 14px; }
.pairs { display: grid; grid-template-columns: minmax(72px, auto) minmax(0, 1fr); gap: 3px 16px; font-size: 13.5px; }
.pairs dt { color: var(--muted); overflow-wrap: anywhere; }
.pairs dd { overflow-wrap: anywhere; min-width: 0; }
pre { margin: 0; padding: 12px 14px; border-radius: 8px; border: 1px solid var(--line); background: var(--card);
  max-height: 320px;
  overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.still:not(.line) { padding-top: 14px; padding-bottom: 12px; display: grid; gap: 8px; grid-template-columns: 1fr 1fr; }
.still .pairs { grid-template-columns: 104px minmax(0, 1fr); align-content: start; }
.still dd { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.still .aside { opacity: .85; border-left: 1px solid var(--line); padding-left: 18px; }
.still footer { grid-column: 1 / -1; display: flex; justify-content: space-between; gap: 12px; color: var(--muted); }
.still footer code { font-size: 12px; overflow: hidden; text-overflow: ellipsis; }
@media (prefers-reduced-motion: no-preference) {
  .fresh { animation: fresh 1.8s ease-out; }
  @keyframes fresh { from { background: var(--recorded-bg); } }
}

.now { display: grid; padding-bottom: 14px; }
.now time { color: var(--ink); font-size: 19px; font-weight: 600; letter-spacing: -.02em; text-align: left; }
.now span { color: var(--muted); font-size: 13px; }
.now .moved { color: var(--duplicate); font-weight: 560; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; }
.buttons button { padding: 5px 10px; font-size: 13px; }
.hint { color: var(--muted); font-size: 12.5px; line-height: 1.45; padding-top: 10px; }
.hint:empty { display: none; }
#fault-error { color: var(--refused); }
form { display: grid; gap: 10px; }
label { display: grid; gap: 3px; font-size: 12.5px; color: var(--muted); min-width: 0; }
label.check { display: flex; align-items: center; gap: 8px; color: var(--ink); font-size: 13.5px; }
input:not([type=checkbox]), select, textarea { font: inherit; font-size: 14px; width: 100%; padding: 6px 9px;
  border: 1px solid var(--line);
  border-radius: 8px; background: var(--card); color: var(--ink); }
input[type=checkbox] { accent-color: var(--accent); margin: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; align-items: end; }
#fault:not([data-kind=status]) [data-for=status], #fault:not([data-kind=delay]) [data-for=delay] { display: none; }
.faults { display: grid; gap: 7px; font-size: 13px; color: var(--muted); padding-bottom: 10px; }
#faults .wide { margin-bottom: 16px; }
.campaign { border-top: 1px solid var(--line); padding: 9px 0; font-size: 14px; }
.campaign summary { cursor: pointer; font-weight: 560; }
.campaign .pairs { padding: 8px 0 4px; font-size: 13px; }
.partner { display: block; }
.origins { padding: 4px 0 8px; }
.origins textarea { resize: vertical; font: 12.5px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  white-space: pre; }
.origins .hint { padding-top: 0; }
.origins [role=alert] { color: var(--refused); }
.seen { display: grid; gap: 6px; }
.seen button { padding: 5px 10px; font-size: 13px; font-weight: 400; text-align: left; white-space: normal; overflow-wrap: anywhere; }

.missing { display: block; max-width: 460px; padding: 18vh 0 0; margin: 0 auto; }
.missing .code { color: var(--muted); }
.missing h1 { font-size: 28px; letter-spacing: -.02em; line-height: 1.3; padding-bottom: 8px; }

@media (max-width: 900px) {
  body { padding: 0 16px 48px; }
  main { grid-template-columns: minmax(0, 1fr); }
  .hero { grid-template-columns: minmax(0, 1fr); padding: 20px 20px 0; gap: 14px; }
  #journey { margin: 4px -20px 0; padding: 14px 20px; }
  .link { font-size: 20px; }
  .card { padding: 16px 18px; }
  .row { margin: 0 -18px; padding: 0 18px; }
}
@media (max-width: 560px) {
  .link { font-size: 15px; }
  .bar { gap: 12px; }
  .steps { display: grid; grid-template-columns: auto auto 1fr; width: 100%; gap: 24px; }
  .steps li { display: grid; gap: 0; line-height: 1.3; }
  .steps li + li::before { content: none; }
  .row > summary, .row.line { grid-template-columns: minmax(0, 1fr) auto; gap: 5px 12px; }
  .row time { grid-column: 2; grid-row: 1; }
  .row .what, .row .who { grid-column: 1 / -1; }
  .row .who:empty { display: none; }
  .more { padding-left: 0; }
  .still:not(.line) { grid-template-columns: minmax(0, 1fr); }
  .what b, .what span, .what code, .still footer code { white-space: normal; overflow-wrap: anywhere; }
  .still dd { display: block; }
  .still .aside { border-left: 0; border-top: 1px dashed var(--line); padding: 8px 0 0; }
}
`
