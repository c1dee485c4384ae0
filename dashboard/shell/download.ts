import { Me } from '@vitrine/protocol'
import { api } from './api.ts'
import { toast } from './toast.ts'

/** Has the browser fetch a file by itself, past the page's memory, with a sign-in that has just been renewed if need be. */
export async function download(address: string, name = ''): Promise<void> {
  try {
    await api.get('/api/me', Me)
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
  } catch (error) {
    toast.failed('Could not download the file', error)
  }
}
