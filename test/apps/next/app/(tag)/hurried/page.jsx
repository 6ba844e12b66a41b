'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Sends its visitor on at once, long before anybody cleans the address. */
export default function Page() {
  const router = useRouter()
  useEffect(() => router.push('/awaited'), [router])
  return <h1>Hurried</h1>
}
