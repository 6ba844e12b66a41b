import { PagesControls } from '../../parts/pages.jsx'

export default function Page() {
  return (
    <main>
      <h1>Other</h1>
      <PagesControls />
    </main>
  )
}

export function getServerSideProps() {
  return { props: {} }
}
