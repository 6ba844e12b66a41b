import { html } from 'hono/html'

type Markup = ReturnType<typeof html>

/** Buttons that move the sandbox's clock. */
export function renderClockControls(): Markup {
  const move = (label: string, body: object) =>
    html`<button class="quiet" data-post="/sandbox/clock" data-body="${JSON.stringify(body)}">${label}</button>`
  return html` <div class="buttons">
      ${move('+1 hour', { advance: { hours: 1 } })} ${move('+1 day', { advance: { days: 1 } })}
      ${move('+7 days', { advance: { days: 7 } })} ${move('+91 days', { advance: { days: 91 } })}
      ${move('Real time', { reset: true })}
    </div>
    <p class="hint">A click counts for its campaign's window. Move the clock past it, and it is ignored.</p>`
}

/** The form that orders a fault. Which fields show depends on the kind, by the form's `data-kind`. */
// eslint-disable-next-line max-lines-per-function -- one piece of markup, read from top to bottom
export function renderFaultControls(): Markup {
  return html` <form id="fault" data-kind="status">
    <label
      >What happens
      <select name="kind">
        <option value="status">Answers with a status</option>
        <option value="delay">Answers late</option>
        <option value="drop">Drops the connection</option>
        <option value="lost-answer">Records, then loses the answer</option>
        <option value="garbage">Answers garbage</option>
        <option value="silence">Never answers</option>
      </select>
    </label>
    <div class="pair" data-for="status">
      <label>Status <input name="status" type="number" min="200" max="599" value="503" required /></label>
      <label>Retry-After, s <input name="retryAfterSeconds" type="number" min="0" placeholder="none" /></label>
    </div>
    <label data-for="status">Body <input name="body" placeholder="the contract's error" /></label>
    <label class="check" data-for="status"><input name="cors" type="checkbox" checked /> with CORS headers</label>
    <label data-for="delay"
      >Delay, ms <input name="delayMs" type="number" min="0" max="3600000" value="5000" required
    /></label>
    <div class="pair">
      <label
        >To the
        <select name="on">
          <option value="post">POST</option>
          <option value="preflight">preflight</option>
        </select>
      </label>
      <label
        >How often
        <select name="times">
          <option value="1">next one</option>
          <option value="2">next 2</option>
          <option value="3">next 3</option>
          <option value="10">next 10</option>
          <option value="until-lifted">until lifted</option>
        </select>
      </label>
    </div>
    <button class="button wide">Order this fault</button>
    <p class="hint" id="fault-error" role="alert"></p>
  </form>`
}
