import { connection } from 'next/server'
import { Controls } from './controls.jsx'

export async function Other({ base }) {
  await connection()
  return (
    <main>
      <h1>Other</h1>
      <Controls base={base} />
    </main>
  )
}
