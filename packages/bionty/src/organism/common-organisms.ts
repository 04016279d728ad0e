/** An organism as Ensembl's list of species has it, see `speciesTable`. */
export interface CommonOrganism {
  readonly name: string
  readonly scientificName: string
  readonly ontologyId: string
  readonly synonyms: null
}

type Entry = readonly [name: string, scientificName: string, taxonId: number]

/**
 * Organisms that people work with, so that they can be named without a network: common and scientific names of Ensembl's
 * list of species (release 116), taxa of NCBI. The whole list takes the place of this one where it is on the machine.
 *
 * @see https://www.ensembl.org/info/about/species.html
 */
const entries: readonly Entry[] = [
  ['human', 'Homo sapiens', 9606],
  ['mouse', 'Mus musculus', 10_090],
  ['norway rat - bn/nhsdmcwi', 'Rattus norvegicus', 10_116],
  ['zebrafish', 'Danio rerio', 7955],
  ['chicken', 'Gallus gallus', 9031],
  ['pig', 'Sus scrofa', 9823],
  ['dog', 'Canis lupus familiaris', 9615],
  ['cow', 'Bos taurus', 9913],
  ['sheep', 'Ovis aries', 9940],
  ['goat', 'Capra hircus', 9925],
  ['horse', 'Equus caballus', 9796],
  ['cat', 'Felis catus', 9685],
  ['rabbit', 'Oryctolagus cuniculus', 9986],
  ['guinea pig', 'Cavia porcellus', 10_141],
  ['golden hamster', 'Mesocricetus auratus', 10_036],
  ['ferret', 'Mustela putorius furo', 9669],
  ['chimpanzee', 'Pan troglodytes', 9598],
  ['bonobo', 'Pan paniscus', 9597],
  ['gorilla', 'Gorilla gorilla', 9595],
  ['sumatran orangutan', 'Pongo abelii', 9601],
  ['gibbon', 'Nomascus leucogenys', 61_853],
  ['macaque', 'Macaca mulatta', 9544],
  ['crab-eating macaque', 'Macaca fascicularis', 9541],
  ['pig-tailed macaque', 'Macaca nemestrina', 9545],
  ['olive baboon', 'Papio anubis', 9555],
  ['vervet-agm', 'Chlorocebus sabaeus', 60_711],
  ['marmoset', 'Callithrix jacchus', 9483],
  ['mouse lemur', 'Microcebus murinus', 30_608],
  ['bushbaby', 'Otolemur garnettii', 30_611],
  ['elephant', 'Loxodonta africana', 9785],
  ['armadillo', 'Dasypus novemcinctus', 9361],
  ['alpaca', 'Vicugna pacos', 30_538],
  ['dolphin', 'Tursiops truncatus', 9739],
  ['opossum', 'Monodelphis domestica', 13_616],
  ['tasmanian devil', 'Sarcophilus harrisii', 9305],
  ['platypus', 'Ornithorhynchus anatinus', 9258],
  ['turkey', 'Meleagris gallopavo', 9103],
  ['duck', 'Anas platyrhynchos', 8839],
  ['zebra finch', 'Taeniopygia guttata', 59_729],
  ['green anole', 'Anolis carolinensis', 28_377],
  ['tropical clawed frog', 'Xenopus tropicalis', 8364],
  ['coelacanth', 'Latimeria chalumnae', 7897],
  ['japanese medaka hdrr', 'Oryzias latipes', 8090],
  ['stickleback', 'Gasterosteus aculeatus', 69_293],
  ['fugu', 'Takifugu rubripes', 31_033],
  ['tetraodon', 'Tetraodon nigroviridis', 99_883],
  ['atlantic salmon', 'Salmo salar', 8030],
  ['atlantic cod', 'Gadus morhua', 8049],
  ['mexican tetra', 'Astyanax mexicanus', 7994],
  ['spotted gar', 'Lepisosteus oculatus', 7918],
  ['lamprey', 'Petromyzon marinus', 7757],
  ['ciona intestinalis', 'Ciona intestinalis', 7719],
  ['drosophila melanogaster', 'Drosophila melanogaster', 7227],
  ['caenorhabditis elegans', 'Caenorhabditis elegans', 6239],
  ['saccharomyces cerevisiae', 'Saccharomyces cerevisiae', 559_292],
]

export const commonOrganisms: readonly CommonOrganism[] = entries.map(([name, scientificName, taxonId]) => ({
  name,
  scientificName,
  ontologyId: `NCBITaxon:${taxonId}`,
  synonyms: null,
}))
