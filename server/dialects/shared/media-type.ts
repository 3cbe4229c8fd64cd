const byExtension: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/opus',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
};

/** Media type by the extension of a file's name or a URL's path; undefined when that says nothing. */
export function mediaTypeOfName(nameOrUrl: string): string | undefined {
  const end = nameOrUrl.search(/[?#]/);
  const path = end === -1 ? nameOrUrl : nameOrUrl.slice(0, end);
  const dot = path.lastIndexOf('.');
  if (dot === -1) return undefined;
  const extension = path.slice(dot + 1).toLowerCase();
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

/** Which kind of media part a media type belongs to; everything not seen or heard is a document. */
export function mediaKindOf(mediaType: string): 'image' | 'audio' | 'video' | 'document' {
  if (mediaType.startsWith('image/')) return 'image';
  if (mediaType.startsWith('audio/')) return 'audio';
  if (mediaType.startsWith('video/')) return 'video';
  return 'document';
}

/** Names in use that are not the registered ones; vendors know only those. */
const misnomers: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
};

/** The media type by its registered name; one that is no misnomer stays as it is. */
export function registeredMediaType(mediaType: string): string {
  const name = mediaType.toLowerCase();
  return Object.hasOwn(misnomers, name) ? (misnomers[name] ?? name) : mediaType;
}
