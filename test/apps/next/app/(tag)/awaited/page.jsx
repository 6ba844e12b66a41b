import { connection } from 'next/server'
import { Controls } from '../../../parts/controls.jsx'

/** Answers only when `/release` is asked for. */
export default async function Page() {
  await connection()
  await new Promise((resolve) => (globalThis.awaited ??= []).push(resolve))
  return (
    <main>
      <h1>Awaited</h1>
      <Controls base="" />
    </main>
  )
}
