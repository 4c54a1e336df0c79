// The pages that are measured one by one, and the limits they keep.
export const limits = [
  '--max-critical', '0', '--max-serious', '0', '--max-moderate', '0', '--min-perf', '98', '--min-a11y', '100', '--min-bp', '100',
  '--min-seo', '100', '--max-cls', '0.02', '--max-kb', '30', '--max-js-kb', '10', '--max-requests', '8', '--max-overflow', '0',
  '--min-nojs', '90', '--min-inflesz', '65',
];

export const pages = [
  ['home', '/es/'],
];
