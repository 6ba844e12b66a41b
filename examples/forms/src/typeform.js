import { createWidget } from '@typeform/embed'

createWidget('https://form.typeform.com/to/F1', { container: document.getElementById('form') })
