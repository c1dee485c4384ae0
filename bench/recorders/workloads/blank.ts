import { documentOf, type Workload } from './workload.ts'

export const blank: Workload = {
  name: 'w0',
  title: 'a blank page',
  html: documentOf('Blank', '<p>Nothing happens here.</p>'),
  drive: async () => {},
}
