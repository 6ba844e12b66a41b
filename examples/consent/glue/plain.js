// A banner of your own: keep the answer, and tell it to affiliate.js on every page.
{
  const remembered = localStorage.getItem('marketing-cookies') // 'yes', 'no', or null while undecided
  if (remembered) introw.affiliate.consent(remembered === 'yes')

  // Your banner's buttons. Undecided is not a "no": tell nothing before a button was clicked.
  const decide = (answer) => {
    localStorage.setItem('marketing-cookies', answer)
    introw.affiliate.consent(answer === 'yes')
  }

  document.addEventListener('DOMContentLoaded', () => {
    const banner = document.getElementById('banner')
    banner.hidden = remembered !== null
    banner.addEventListener('click', ({ target }) => {
      if (!target.value) return
      decide(target.value)
      banner.hidden = true
    })
    document.getElementById('cookie-settings').addEventListener('click', () => (banner.hidden = false))
  })
}
