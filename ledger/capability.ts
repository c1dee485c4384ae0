/** What a project may turn off. Declarations that name one are left out of the documents of projects without it. */
export type Capability = 'recording' | 'voice' | 'assets' | 'triggers'
