// Stands for Marketo's forms2.min.js, which npm does not have, in what a page sees of it. It follows
// https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/javascriptapi/forms-api-reference, of 29 September 2025:
// - whenReady() calls back once for each form, also for those that come later;
// - onSubmit() comes before the answer, onSuccess() after it;
// - the follow-up page comes last, and not at all if a handler of onSuccess() has returned false.
// Nothing is submitted anywhere. An address at refused.example is refused.
{
  const FOLLOW_UP_URL = '/thanks.html'
  /** As the form's descriptor comes from Marketo's server. */
  const LOAD_MS = 50
  const forms = []
  const waiting = []

  window.MktoForms2 = {
    loadForm(_baseUrl, _munchkinId, formId, callback) {
      setTimeout(() => {
        const form = createForm(formId)
        forms.push(form)
        callback?.(form)
        for (const hear of waiting) hear(form)
      }, LOAD_MS)
    },
    whenReady(callback) {
      waiting.push(callback)
      for (const form of forms) callback(form)
      return window.MktoForms2
    },
  }

  function createForm(formId) {
    const handlers = { submit: [], success: [] }
    const form = {
      getId: () => formId,
      onSubmit: (handler) => handlers.submit.push(handler) && form,
      onSuccess: (handler) => handlers.success.push(handler) && form,
    }
    render(`mktoForm_${formId}`, (element) => {
      const values = { ...Object.fromEntries(new FormData(element)), formid: formId, munchkinId: '012-ABC-345' }
      for (const handler of handlers.submit) handler(form)
      if (values.Email.endsWith('@refused.example')) return 'Please use another address.'
      const isKept = handlers.success.map((handler) => handler(values, FOLLOW_UP_URL)).includes(false)
      if (!isKept) location.href = FOLLOW_UP_URL
      return 'Thank you.'
    })
    return form
  }

  function render(id, submit) {
    const element = document.getElementById(id)
    element.innerHTML = `<h2>Book a demo</h2>
      <label>Work e-mail <input name="Email" type="email" required></label>
      <label>Company <input name="Company"></label>
      <button>Submit</button><output></output>`
    element.addEventListener('submit', (event) => {
      event.preventDefault()
      element.querySelector('output').textContent = submit(element)
    })
  }
}
