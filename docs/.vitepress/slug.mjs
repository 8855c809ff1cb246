// The anchor of a heading, as on GitHub: a link to a heading works in the files and on the site.
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
