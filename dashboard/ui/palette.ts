import type { MantineColorsTuple } from '@mantine/core'

// Ten steps of even lightness in OKLCH. Step 6 carries white text, step 4 near-black text, both at 4.5:1 or more.
const petrol: MantineColorsTuple = [
  '#f0fafa',
  '#dbf2f3',
  '#bde5e7',
  '#96d4d8',
  '#66bdc1',
  '#3d9ca1',
  '#007378',
  '#006065',
  '#004c51',
  '#00373a',
]
const red: MantineColorsTuple = [
  '#fff2f0',
  '#ffe1db',
  '#ffc7bf',
  '#ffa59b',
  '#ff7b72',
  '#e5554f',
  '#b52527',
  '#9b0e17',
  '#7f000c',
  '#5e0005',
]
const amber: MantineColorsTuple = [
  '#fff6ed',
  '#fee9d4',
  '#f9d5b1',
  '#f0bc84',
  '#df9d4e',
  '#bf7b1f',
  '#945300',
  '#7d4100',
  '#663200',
  '#4a2200',
]
const green: MantineColorsTuple = [
  '#f1faf3',
  '#ddf4e4',
  '#c1e8cd',
  '#9cd8b0',
  '#70c18e',
  '#4aa16d',
  '#197746',
  '#006336',
  '#004f29',
  '#00391b',
]
const plum: MantineColorsTuple = [
  '#fff3fa',
  '#ffe1f4',
  '#ffc9e8',
  '#fda9d8',
  '#ef82c2',
  '#cd5ea2',
  '#a03479',
  '#882365',
  '#6f1751',
  '#510c3a',
]
const blue: MantineColorsTuple = [
  '#f0f8ff',
  '#ddefff',
  '#c0e0ff',
  '#9dccfe',
  '#72b1f2',
  '#4e90d2',
  '#2367a6',
  '#12558e',
  '#054374',
  '#012f56',
]
const gray: MantineColorsTuple = [
  '#f6f9f9',
  '#eef3f3',
  '#e4eaeb',
  '#d6ddde',
  '#bcc5c6',
  '#949d9e',
  '#5f686a',
  '#475051',
  '#2a3132',
  '#151b1c',
]
const dark: MantineColorsTuple = [
  '#e0eaec',
  '#b6c0c2',
  '#9aa3a5',
  '#7d8789',
  '#39444a',
  '#2c363a',
  '#20292c',
  '#171e20',
  '#101618',
  '#090e0f',
]

export const palette = { petrol, red, amber, green, plum, blue, gray, dark }
