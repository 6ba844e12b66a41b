// Stands for Contact Form 7's script, which npm does not have, in what a page sees of it. It follows, at 00ab820 of July 2026,
// https://github.com/rocklobster-in/contact-form-7/blob/00ab820/includes/js/src/submit.js
// - the events are of the form, and bubble; names that begin with _ are left out of what they tell;
// - wpcf7submit comes always, also where the form was refused; the form is emptied after the events.
// Nothing is submitted anywhere. An address at refused.example is refused.
for (const form of document.querySelectorAll('.wpcf7-form')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const fields = [...new FormData(form)].map(([name, value]) => ({ name, value }))
    const inputs = fields.filter(({ name }) => !name.startsWith('_'))
    const isRefused = inputs.some(({ value }) => value.endsWith('@refused.example'))
    const [status, type] = isRefused ? ['validation_failed', 'wpcf7invalid'] : ['mail_sent', 'wpcf7mailsent']
    const detail = { contactFormId: Number(form.elements._wpcf7.value), unitTag: form.parentNode.id, status, inputs }
    for (const name of [type, 'wpcf7submit']) form.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }))
    form.querySelector('output').textContent = isRefused ? 'Please use another address.' : 'Thank you.'
    if (!isRefused) form.reset()
  })
}
