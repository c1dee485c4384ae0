import { recipient } from '@vitrine/ledger'

export const telemetryCollector = recipient('telemetry-collector', {
  name: 'Collector of measurements',
  role: 'sub-processor',
  purpose: 'Shows whoever runs the installation how requests to models go: how many, how fast, with which result.',
  hosts: { setting: 'otlpUrl' },
  location: "the operator's choice",
  receives: ['operation', 'reference'],
  about: ['client'],
  keeps: 'As agreed with it.',
  safeguards: [
    'Counts, times and names of models; nothing of what was asked or answered',
    'No organization, key or person is named',
  ],
  notice:
    'Measurements of requests to models, without content and without naming anybody, go to a service that another company runs.',
})
