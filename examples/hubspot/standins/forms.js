// Stands for HubSpot's form scripts, classic (js.hsforms.net/forms/embed/v2.js) and current (js.hsforms.net/forms/embed/
// PORTAL.js), in how a page around them sees a submission. Nothing is submitted anywhere.
//
// Classic forms, https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms
// - post {type: 'hsFormCallback', eventName, id, data} with targetOrigin '*'; a form in the page posts to its own window,
//   one in a frame to the page around it. https://github.com/preset-io/agor/pull/2308
// - onFormSubmit: a list of {name, value}. https://gist.github.com/derekcavaliero/c27deb0748e07d244a99bd015127289d
// - onFormSubmitted, once HubSpot has taken it: an object with conversionId, formGuid, redirectUrl and submissionValues.
//   Both carry the hidden field hs_context.
// Forms of the current editor, https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events.md
// - events on window; their detail is {formId, instanceId}; values only through HubSpotFormsV4, by a promise.
//
// HubSpot keeps the definitions on its side; here they are a table. An address at refused.example is refused.
{
  const DEMO = { title: 'Book a demo', button: 'Book' }
  const DEFINITIONS = {
    '11111111-aaaa-4aaa-8aaa-000000000001': DEMO,
    '11111111-aaaa-4aaa-8aaa-000000000002': { title: 'Newsletter', button: 'Subscribe' },
    '11111111-aaaa-4aaa-8aaa-000000000003': { ...DEMO, inFrame: true },
    '11111111-aaaa-4aaa-8aaa-000000000004': { ...DEMO, redirectUrl: '/thanks.html' },
    '22222222-bbbb-4bbb-8bbb-000000000001': DEMO,
    '22222222-bbbb-4bbb-8bbb-000000000002': { ...DEMO, redirectUrl: '/thanks.html' },
    '22222222-bbbb-4bbb-8bbb-000000000003': { ...DEMO, bothChannels: true },
  }
  const SUBMIT_MS = 150
  const VALUES_MS = 40
  const SCRIPT_URL = document.currentScript.src
  const isFramed = window.parent !== window

  window.hbspt = { forms: { create: (options) => createClassic(options, document.currentScript) } }
  const instances = new Map()
  window.HubSpotFormsV4 = {
    getForms: () => [...instances.values()],
    getFormFromEvent: (event) => instances.get(event.detail.instanceId) ?? null,
  }
  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('.hs-form-html').forEach(createCurrent))

  function createClassic(options, script) {
    const definition = { ...DEFINITIONS[options.formId], ...options }
    const box = Object.assign(document.createElement('div'), { className: 'hbspt-form' })
    const target = options.target ? document.querySelector(options.target) : null
    if (target) target.append(box)
    else script.after(box)
    if (definition.inFrame && !isFramed) return box.append(createFrame(options))
    const say = (eventName, data) =>
      window.parent.postMessage({ type: 'hsFormCallback', eventName, id: options.formId, data }, '*')
    say('onBeforeFormInit', {})
    const form = render(box, definition, ['email', 'firstname'], (values) =>
      submitClassic(form, values, definition, say),
    )
    say('onFormReady', {})
  }

  function submitClassic(form, values, definition, say) {
    const fields = { ...values, hs_context: JSON.stringify({ pageUrl: location.href, pageTitle: document.title }) }
    say(
      'onFormSubmit',
      Object.entries(fields).map(([name, value]) => ({ name, value })),
    )
    deliver(form, values.email, () => {
      const conversionId = guid()
      const { redirectUrl = '', formId } = definition
      const data = { redirectUrl, conversionId, formGuid: formId, submissionValues: fields }
      say('onFormSubmitted', data)
      definition.onFormSubmitted?.(form, data)
      finish(form, redirectUrl)
    })
  }

  // A form without "raw HTML" lives in a frame without an address, written by the script of the page.
  function createFrame(options) {
    const frame = document.createElement('iframe')
    frame.title = 'Form'
    frame.srcdoc = `<!doctype html><link rel="stylesheet" href="/style.css"><body class="frame">
      <script src="${SCRIPT_URL}"></script><script>hbspt.forms.create(${JSON.stringify(options)})</script>`
    return frame
  }

  function createCurrent(box) {
    const { formId } = box.dataset
    const definition = DEFINITIONS[formId]
    const detail = { formId, instanceId: `${formId}-${instances.size}` }
    const say = (name) => window.dispatchEvent(new CustomEvent(`hs-form-event:${name}`, { detail }))
    let submitted = { values: {}, conversionId: '' }
    instances.set(detail.instanceId, {
      getFormId: () => formId,
      getInstanceId: () => detail.instanceId,
      getConversionId: () => submitted.conversionId,
      getRedirectUrl: () => definition.redirectUrl ?? '',
      getFormFieldValues: () => later(Object.entries(submitted.values).map(([name, value]) => ({ name, value }))),
    })
    const form = render(box, definition, ['0-1/email', '0-1/firstname'], (values) => {
      const onRefused = () => say('on-submission:failed')
      deliver(
        form,
        values['0-1/email'],
        () => {
          submitted = { values, conversionId: guid() }
          say('on-submission:success')
          if (definition.bothChannels) sayClassicToo(formId, submitted)
          finish(form, definition.redirectUrl)
        },
        onRefused,
      )
    })
    say('on-ready')
  }

  // Seen in public listeners: one submission that is announced in both ways.
  function sayClassicToo(id, { values, conversionId }) {
    const submissionValues = { email: values['0-1/email'], firstname: values['0-1/firstname'] }
    const data = { formGuid: id, conversionId, redirectUrl: '', submissionValues }
    window.postMessage({ type: 'hsFormCallback', eventName: 'onFormSubmitted', id, data }, '*')
  }

  function render(box, { title, button, formId = box.dataset.formId }, names, onSubmit) {
    const form = Object.assign(document.createElement('form'), { className: 'hs-form' })
    form.dataset.formId = formId
    form.innerHTML = `<h2>${title}</h2>
      <label>Work e-mail <input name="${names[0]}" type="email" required></label>
      <label>First name <input name="${names[1]}"></label>
      <button>${button}</button><output></output>`
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      onSubmit(Object.fromEntries(new FormData(form)))
    })
    box.append(form)
    return form
  }

  function deliver(form, email, onTaken, onRefused = () => {}) {
    setTimeout(() => {
      if (!email.endsWith('@refused.example')) return onTaken()
      form.querySelector('output').textContent = 'Please use another address.'
      onRefused()
    }, SUBMIT_MS)
  }

  function finish(form, redirectUrl) {
    if (redirectUrl) window.parent.location.href = redirectUrl
    else form.querySelector('output').textContent = 'Thank you, we will be in touch.'
  }

  // crypto.randomUUID() would need https.
  function guid() {
    const digits = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
    return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
  }

  function later(value) {
    return new Promise((resolve) => setTimeout(resolve, VALUES_MS, value))
  }
}
