// The sign-up form of these examples: what counts is the call of track().
document.getElementById('signup').addEventListener('submit', async (event) => {
  event.preventDefault()
  const email = new FormData(event.target).get('email')
  const result = await introw.affiliate.track({ email, properties: { plan: 'pro' } })
  document.getElementById('result').textContent = JSON.stringify(result)
})
