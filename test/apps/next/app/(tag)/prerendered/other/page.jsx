import { Controls } from '../../../../parts/controls.jsx'

export default function Page() {
  return (
    <main>
      <h1>Other</h1>
      <Controls base="/prerendered" />
    </main>
  )
}
