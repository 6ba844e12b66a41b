import { Other } from '../../../../parts/other.jsx'

export default function Page() {
  return <Other base="/keep" />
}
