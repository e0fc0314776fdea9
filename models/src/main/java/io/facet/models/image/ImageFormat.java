package io.facet.models.image;

/** A picture format that Facet reads. The content decides, never the file's name. */
public enum ImageFormat {
    JPEG,
    PNG,
    BMP,
    WEBP,
    TIFF;

    /** What users are told when a file is none of these. */
    static final String READABLE = "Facet reads jpg, png, bmp, webp and tif";
}
