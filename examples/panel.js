// What this page holds at the moment. Part of the examples only: not for copying.
const panel = document.getElementById('panel')

function show() {
  const rows = {
    'getClickId()': window.introw?.affiliate?.getClickId() ?? 'null',
    'address bar': location.pathname + location.search,
    cookies:
      document.cookie
        .split('; ')
        .map((pair) => pair.split('=')[0])
        .join(', ') || 'none',
    localStorage: Object.keys(localStorage).join(', ') || 'empty',
  }
  panel.replaceChildren(...Object.entries(rows).flatMap(([name, value]) => [make('dt', name), make('dd', value)]))
}

function make(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text })
}

show()
setInterval(show, 1000)
