/** Brochures to try the templates with: real project names, invented words and marks, an invented workspace. */
import type { BrochureData, BrochureItem, BrochureProject } from './brochure.ts';
import type { PdfImage, PdfRequest } from './request.ts';

export const AT = new Date('2026-11-25T12:00:00Z');

export function brochure(data: Partial<BrochureData> = {}, request: Partial<PdfRequest> = {}): PdfRequest {
  return {
    template: 'brochure',
    data: {
      paper: 'a4',
      language: 'en',
      purpose: 'raise-interest',
      title: 'Arrays that the whole of science can stand on',
      standfirst:
        'Eight pieces of work that the maintainers of NumPy and SciPy would like to see done, and that nobody is paid to do.',
      audience: 'For companies that build on arrays',
      note: 'A roadmap is not a promise: it holds no dates, and what lands is decided by the projects. What is paid for is the work, done as well as it can be.',
      notPromised: [
        'That a change is merged, released or kept. Maintainers may decline, and the fee is owed for the work.',
        'A date. Reports have dates; results do not.',
        'A say in the project, or priority for your own requests.',
      ],
      projects: [NUMPY, SCIPY],
      workspace: { name: 'Saltmarsh Labs', example: true, address: to('https://saltmarsh.example') },
      date: '25 November 2026',
      verification: {
        address: to('https://saltmarsh.example/check/7f3a9c21'),
        code: '7f3a 9c21',
      },
      ...data,
    },
    images: LOGOS,
    standard: 'ua-1',
    at: AT,
    ...request,
  };
}

function to(link: string): { link: string; shown: string } {
  return { link, shown: link.replace('https://', '') };
}

function item(
  title: string,
  pitch: string,
  beneficiaries: string,
  effort: string,
  estimate: string,
  by = 'the steering council',
): BrochureItem {
  return {
    title,
    pitch: [[pitch]],
    beneficiaries,
    effort,
    estimate,
    address: to(`https://saltmarsh.example/offers/${title.length}`),
    consent: { by, on: '14 September 2026', version: '3' },
  };
}

export const NUMPY: BrochureProject = {
  name: 'NumPy',
  logo: { image: 'blocks', alternative: 'NumPy' },
  label: 'Roadmap',
  summary: 'The fundamental package for arrays in Python.',
  address: to('https://numpy.org'),
  coverage: 'Two people known to the project are available from March 2027. Nobody here speaks for NumPy.',
  trademark: 'NumPy is a mark of its owners, used with their leave and without endorsement.',
  items: [
    {
      ...item(
        'Arrays that work together',
        '',
        'Users of large or sparse data; authors of packages such as SciPy and xarray',
        '1–2 person-years',
        '$150,000–300,000',
      ),
      pitch: [
        [
          'A function written for NumPy should also run on a sparse, a distributed or a GPU array, without its author having to know which. The project wants the protocols (',
          { code: '__array_function__' },
          ') that make ',
          { i: ['this'] },
          ' so.',
        ],
        ['See ', { link: 'https://numpy.org/neps/nep-0018.html', text: ['NEP 18'] }, ' for what was decided.'],
      ],
    },
    item(
      'A balance that holds',
      'More pull requests closed than opened for a year, and review that volunteers can rely on.',
      'Everyone who waits for a review',
      '1 person-year a year',
      '$150,000 a year',
    ),
    item(
      'Types for numbers that are yet to come',
      'New kinds of numbers, such as units, dates of the far past and decimals, without changing the core each time.',
      'Finance, astronomy, and everyone with measured data',
      '1.5–2.5 person-years',
      '$225,000–375,000',
    ),
    item(
      'A website newcomers can use',
      'Structure, writing and design; translation of the entry pages.',
      'Students and teachers',
      '0.25 person-years',
      '$77,500',
      'the documentation team',
    ),
  ],
};

export const SCIPY: BrochureProject = {
  name: 'SciPy',
  logo: { image: 'wave', alternative: 'SciPy' },
  label: 'Roadmap',
  summary: 'Algorithms for scientific computing.',
  address: to('https://scipy.org'),
  coverage: 'No maintainer is employed here; we aim to support those who are willing.',
  trademark: 'SciPy is a mark of its owners, used with their leave.',
  items: [
    item(
      'Sparse arrays in place of sparse matrices',
      'Finish the transition and carry dependent packages along.',
      'Graph and machine learning libraries',
      '0.75–1.25 person-years',
      '$112,500–187,500',
    ),
    item(
      'Fourier transforms with plans',
      'Reuse of what was computed once, and several threads where a problem is large.',
      'Signal processing and microscopy',
      '0.5–1 person-years',
      '$75,000–150,000',
    ),
    item(
      'Less Fortran to keep alive',
      'Old code moved to a language that those who maintain it can read, with the same results to the last digit.',
      'Packagers, and people on new processors',
      '2–3 person-years',
      '$300,000–450,000',
    ),
    item(
      'Statistics that say how sure they are',
      'Confidence intervals and effect sizes for the tests that only give a probability now.',
      'Researchers who have to report them',
      '0.5 person-years',
      '$75,000',
    ),
  ],
};

const CONDA_FORGE: BrochureProject = {
  ...SCIPY,
  name: 'conda-forge',
  logo: null,
  label: 'Wish list',
  summary: 'Packages for everybody, built in the open.',
  address: to('https://conda-forge.org'),
  coverage: null,
  trademark: null,
  items: [
    item(
      'Rebuilds without a queue: a migration bot that plans ahead, capacity for ARM, and people who answer when it stops',
      'When a library changes, everything that stands on it has to be built again. Today that takes weeks.',
      'Everyone who installs with conda',
      '0.5–1 person-years',
      '$75,000–150,000',
      'the core team',
    ),
  ],
};

const GARDEN: BrochureProject = {
  ...CONDA_FORGE,
  name: '数组花园 – Žluťoučký 🌾',
  logo: { image: 'disc', alternative: '数组花园' },
  label: '愿望清单',
  summary: '一个用于数组的示例项目。An example of a project that writes in several scripts.',
  items: [
    item(
      'Überprüfung für naïve Łódź-Indizes: δ-ε criteria, Кириллица',
      '使数组可以在任何设备上运行。Works on any machine 👩🏽‍🚀, for everyone 🌍.',
      '学生和教师',
      '1 person-year',
      '€140,000',
      '数组花园维护者',
    ),
    item(
      'https://example.org/a/very/long/address/that/somebody/typed/into/the/field/for/the/title/instead',
      'Pneumonoultramicroscopicsilicovolcanoconiosisantidisestablishmentarianism is one word.',
      'Nobody',
      '0.1 person-years',
      '€14,000',
    ),
  ],
};

const SVG = (body: string, width: number): PdfImage => ({
  type: 'image/svg+xml',
  bytes: new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 60" width="${width}" height="60">${body}</svg>`,
  ),
});

const LOGOS: ReadonlyMap<string, PdfImage> = new Map([
  [
    'blocks',
    SVG(
      '<path d="M4 18 28 6l24 12v26L28 56 4 44z" fill="#4d77cf"/><path d="M4 18 28 30v26L4 44z" fill="#2f56a8"/><path d="M28 30l24-12v26L28 56z" fill="#7aa0ea"/><path d="M66 14h8l22 26V14h8v34h-8L74 22v26h-8z" fill="#222"/>',
      110,
    ),
  ],
  [
    'wave',
    SVG(
      '<circle cx="30" cy="30" r="26" fill="#0a4a8f"/><path d="M8 32c8-18 14-18 22 0s14 18 22 0" fill="none" stroke="#fff" stroke-width="5"/>',
      60,
    ),
  ],
  [
    'disc',
    SVG(
      '<circle cx="30" cy="30" r="26" fill="#a33"/><path d="M14 30h32M30 14v32" stroke="#fff" stroke-width="6"/>',
      60,
    ),
  ],
  ['wide', SVG('<rect width="600" height="60" rx="30" fill="#2a6"/><circle cx="30" cy="30" r="18" fill="#fff"/>', 600)],
]);

/** Every layout with what is hard for it. */
export function samples(): Readonly<Record<string, PdfRequest>> {
  const names = ['pandas', 'Matplotlib', 'Dask', 'Jupyter', 'xarray', 'Spyder', 'scikit-learn', 'SymPy', 'NetworkX'];
  const many = names.map((name, n): BrochureProject => ({
    ...[NUMPY, SCIPY, CONDA_FORGE, GARDEN][n % 4]!,
    name,
    logo: n % 3 === 2 ? null : { image: ['blocks', 'wave', 'disc', 'wide'][n % 4]!, alternative: name },
    items: SCIPY.items.slice(0, 1 + (n % 3)),
    summary: null,
    trademark: null,
  }));
  return {
    two: brochure(),
    one: brochure({ projects: [NUMPY], title: 'What NumPy would do next' }),
    three: brochure({ projects: [NUMPY, GARDEN, CONDA_FORGE] }),
    letter: brochure({
      paper: 'us-letter',
      projects: [GARDEN, { ...SCIPY, logo: { image: 'wide', alternative: 'SciPy' } }],
    }),
    talk: brochure({ purpose: 'support-a-talk' }),
    'talk-three': brochure({ purpose: 'support-a-talk', projects: [CONDA_FORGE, SCIPY, GARDEN] }),
    breadth: brochure({
      purpose: 'show-breadth',
      projects: [NUMPY, SCIPY, GARDEN, ...many],
      title: 'Where we can help',
    }),
    preview: brochure({
      verification: null,
      title:
        'A title that goes on for much longer than anybody would want to read aloud, because the person who wrote it had all of it to say and nobody to stop them from saying it',
      projects: [CONDA_FORGE, { ...GARDEN, logo: null }],
    }),
  };
}
