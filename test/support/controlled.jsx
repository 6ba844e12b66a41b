import { useState } from 'react'
import { createRoot } from 'react-dom/client'

/** A sign-up as React's own guide has it: each field has its state, and a script sends what the state has. */
function SignUp() {
  const [click, setClick] = useState('old')
  const send = (event) => {
    event.preventDefault()
    const data = Object.fromEntries(new FormData(event.currentTarget))
    document.querySelector('output').textContent = JSON.stringify({ state: click, data })
  }
  return (
    <form onSubmit={send}>
      <input
        type="text"
        hidden
        name="click"
        data-introw-click-id
        value={click}
        onChange={(event) => setClick(event.target.value)}
      />
      <input type="hidden" name="fixed" data-introw-click-id value="old" readOnly />
      <button>Send</button>
      <output></output>
    </form>
  )
}

createRoot(document.getElementById('app')).render(<SignUp />)
