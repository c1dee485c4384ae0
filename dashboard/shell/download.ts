import { Me } from '@vitrine/protocol'
import { api } from './api.ts'

/** The browser fetches the file by itself, with a sign-in that has just been renewed. */
export async function download(address: string): Promise<void> {
  await api.get('/api/me', Me)
  window.location.assign(address)
}
