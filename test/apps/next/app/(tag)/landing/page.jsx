import { Landing } from '../../../parts/landing.jsx'

export default function Page({ searchParams }) {
  return <Landing base="" searchParams={searchParams} />
}
