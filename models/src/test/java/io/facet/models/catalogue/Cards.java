package io.facet.models.catalogue;

/** Card texts that tests start from. */
final class Cards {
    static final String MINIMAL = """
            id: mine
            title: Mine
            summary: A model.
            task: face-embedding
            licence: MIT
            obtain: Ask me.
            input:
              layout: nchw
              width: 112
              height: 96
              colours: rgb
              fit: squash
              interpolation: area
              mean: [123.675, 116.28, 103.53]
              std: [1, 1, 58]
              scaled-decode: 2
            output:
              dimension: 128
              normalise: l2
            """;

    static final String SHA256 = "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79";

    private Cards() {}

    /** {@link #MINIMAL} with one file. */
    static String withFile(String... lines) {
        return MINIMAL + "files:\n  - precision: fp32\n    " + String.join("\n    ", lines) + "\n";
    }
}
