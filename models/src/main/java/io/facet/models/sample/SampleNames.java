package io.facet.models.sample;

/** First names for drawn people, in turn for the longer-haired even and the shorter-haired odd seeds. */
final class SampleNames {
    private static final String[] NAMES = {
        "ada", "bruno", "chika", "dario", "elif", "florin", "greta", "hugo", "ines", "jonas", "kaya", "liam", "mira",
        "nuri", "oona", "pavel", "quinn", "rafa", "salma", "tomas", "uma", "viktor", "wanda", "xavi", "yuna", "zeno",
        "alma", "bela", "cleo", "dov", "edda", "faris", "gaia", "henk", "isla", "jarek", "kira", "levi", "maren",
        "nilo", "ottilie", "pim", "romy", "sven", "tala", "udo", "vera", "wim"
    };

    private SampleNames() {}

    /** The label of that person: letters, digits and hyphens only, different for every index. */
    static String of(int index) {
        int round = index / NAMES.length;
        String name = NAMES[index % NAMES.length];
        return round == 0 ? name : name + "-" + (round + 1);
    }
}
