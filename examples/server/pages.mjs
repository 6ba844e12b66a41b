// The shop's pages, the same in each example. Plain text, so that they run in a worker too.

/**
 * The tag without the stub and without `async`, so that the page below it may call at once. The README of the package has
 * the recommended install, which never waits for the script.
 */
const tag = ({ publishableKey, apiHost, scriptUrl = '/affiliate.js', integrity }) =>
  `<script src="${scriptUrl}"${integrity ? ` integrity="${integrity}"` : ''} data-publishable-key="${publishableKey}" data-api-host="${apiHost}"></script>`

const page = (title, body, settings) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit}</style>
${tag(settings)}
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>`

export const landingPage = (settings) =>
  page('A shop', '<p>Follow a partner’s link to get here.</p><p><a href="/signup">Sign up</a></p>', settings)

export const signUpPage = (settings) =>
  page(
    'Sign up',
    `<form method="post">
<p><label>E-mail <input name="email" type="email" required></label></p>
<button>Create account</button>
</form>`,
    settings,
  )

/** The browser reports the same sign-up. The server was first, so the API answers `duplicate`. */
export const thanksPage = (settings) =>
  page(
    'Thank you',
    `<p>Your account is ready.</p>
<p>What the browser’s own track() came to: <output>…</output></p>
<script>introw.affiliate.track().then(({ status }) => { document.querySelector('output').textContent = status })</script>`,
    settings,
  )
