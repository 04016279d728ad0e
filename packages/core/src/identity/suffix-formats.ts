/** The endings of file names that say something about the format. Lower case, each with its leading dot. */
export interface SuffixFormats {
  /** Endings that mean a format by themselves, as `.csv`. */
  readonly simple: ReadonlySet<string>
  /** Endings of several parts that mean a format together, as `.anndata.zarr`. */
  readonly composite: ReadonlySet<string>
  /** Endings that say how another format was packed, as `.gz`. */
  readonly encodings: ReadonlySet<string>
}

/** Further endings that an instance recognises. */
export type AdditionalSuffixes = { readonly [Kind in keyof SuffixFormats]?: Iterable<string> }

const mediaTypes =
  '.3g2 .3gp .3gpp .3gpp2 .a .aac .adts .ai .aif .aifc .aiff .ass .au .avi .avif .bat .bcpio .bin ' +
  '.bmp .c .cdf .cpio .csh .css .csv .dll .doc .dot .dvi .eml .eps .etx .exe .gif .gtar .h .h5 .hdf ' +
  '.heic .heif .htm .html .ico .ief .jpe .jpeg .jpg .js .json .ksh .latex .loas .m1v .m3u .m3u8 .man ' +
  '.markdown .md .me .mht .mhtml .mid .midi .mif .mjs .mov .movie .mp2 .mp3 .mp4 .mpa .mpe .mpeg .mpg ' +
  '.ms .n3 .nc .nq .nt .nws .o .obj .oda .opus .p12 .p7c .pbm .pct .pdf .pfx .pgm .pic .pict .pl .png ' +
  '.pnm .pot .ppa .ppm .pps .ppt .ps .pwz .py .pyc .pyo .qt .ra .ram .ras .rdf .rgb .roff .rtf .rtx ' +
  '.sgm .sgml .sh .shar .snd .so .src .srt .sv4cpio .sv4crc .svg .swf .t .tar .tcl .tex .texi ' +
  '.texinfo .tif .tiff .tr .trig .tsv .txt .ustar .vcf .vtt .wasm .wav .webm .webmanifest .webp .wiz ' +
  '.wsdl .xbm .xlb .xls .xml .xpdl .xpm .xsl .xul .xwd .zip'

const genomics =
  '.bam .bcf .bed .bedgraph .bigwig .bw .cram .embl .fa .fasta .fastq .fcs .gb .genbank .gff .gff3 ' +
  '.gtf .newick .nwk .obo .sam'

const singleCells = '.h5ad .h5mu .loom'

const tables = '.arrow .avro .feather .orc .parquet .xlsx'

const arrays = '.hdf5 .mtx .npy .npz'

const arrayStores = '.soma .tiledb .tiledbsoma .zarr'

const serialisation = '.jsonl .ndjson .pickle .pkl .qs .rds .yaml .yml'

const models =
  '.ckpt .gguf .joblib .keras .mar .mlmodel .model .onnx .pb .pbtxt .pt .pth .safetensors .savedmodel ' +
  '.state_dict .tflite'

const microscopy = '.czi .dcm .lif .nd2 .svs'

const documents = '.ipynb'

const archives = '.7z .rar'

const databases = '.db .duckdb .sqlite'

const other = '.data'

const composite = ['.anndata.zarr', '.ome.h5', '.ome.hdf5', '.ome.zarr', '.vitessce.json']
const encodings = ['.bz2', '.gz', '.xz', '.zst']

/** The endings that the reference recognises: 233 simple ones, 5 composite ones, 4 encodings. */
export const defaultSuffixFormats: SuffixFormats = {
  simple: new Set(
    [
      mediaTypes,
      genomics,
      singleCells,
      tables,
      arrays,
      arrayStores,
      serialisation,
      models,
      microscopy,
      documents,
      archives,
      databases,
      other,
    ].flatMap((group) => group.split(' ')),
  ),
  composite: new Set(composite),
  encodings: new Set(encodings),
}

/** The default endings and further ones; the defaults stay as they are. */
export function extendSuffixFormats(
  additional: AdditionalSuffixes,
  base: SuffixFormats = defaultSuffixFormats,
): SuffixFormats {
  const extend = (kind: keyof SuffixFormats) => new Set([...base[kind], ...lowerCase(additional[kind] ?? [])])
  return { simple: extend('simple'), composite: extend('composite'), encodings: extend('encodings') }
}

function lowerCase(suffixes: Iterable<string>): string[] {
  return [...suffixes].map((suffix) => suffix.toLowerCase())
}
