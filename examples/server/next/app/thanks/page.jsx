import { Conversion } from './conversion'

export default function Thanks() {
  return (
    <>
      <h1>Thank you</h1>
      <p>Your account is ready.</p>
      <p>
        What the browser’s own track() came to: <Conversion />
      </p>
    </>
  )
}
