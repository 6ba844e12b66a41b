'use client'

import { track } from '@introw/affiliate'
import { useEffect, useState } from 'react'

/** The browser reports the same sign-up. The server was first, so the API answers `duplicate`. */
export function Conversion() {
  const [status, setStatus] = useState('…')
  useEffect(() => void track().then((result) => setStatus(result.status)), [])
  return <output>{status}</output>
}
