package io.facet.models.catalogue;

import java.util.List;

/**
 * How an image becomes a float32 input tensor: {@code value = (pixel - mean[c]) / std[c]} with pixels 0..255 and
 * {@code c} counted in the order of {@link #colours}.
 *
 * @param layout order of the axes
 * @param width pixels
 * @param height pixels
 * @param colours order of the channels in the tensor
 * @param fit how the image is brought to width x height
 * @param interpolation how pixels between pixels are found
 * @param mean one per channel
 * @param std one per channel
 * @param scaledDecode 0: decode every pixel. n &ge; 2: a JPEG may be decoded at 1/2, 1/4 or 1/8 size as long as both
 *     sides stay at least n times the target
 */
public record ImageInput(
        Layout layout,
        int width,
        int height,
        Colours colours,
        Fit fit,
        Interpolation interpolation,
        List<Double> mean,
        List<Double> std,
        int scaledDecode) {

    public ImageInput {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** Order of the tensor's axes: batch, channels, height, width. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** Order of the channels. Grey images are spread over three channels, colours weighted into one for GREY. */
    public enum Colours {
        RGB,
        BGR,
        GREY;

        /** How many channels the tensor has. */
        public int channels() {
            return this == GREY ? 1 : 3;
        }
    }

    /** How an image of any shape comes to the target's shape. */
    public enum Fit {
        /** Both sides to the target, whatever the aspect ratio. */
        SQUASH,
        /** The short side to the target, then the centre of the long side. */
        SHORT_SIDE_CENTRE_CROP
    }

    /** How an image is resized. */
    public enum Interpolation {
        /** Two by two neighbours at half-pixel centres (OpenCV INTER_LINEAR). */
        BILINEAR,
        /**
         * Like BILINEAR, but when an image becomes smaller the neighbourhood grows with the reduction, so that every
         * source pixel counts (Pillow's BILINEAR, TensorFlow's antialias=True). The same as BILINEAR for enlarging.
         */
        BILINEAR_ANTIALIASED,
        /** The mean of all source pixels under a target pixel (OpenCV INTER_AREA). */
        AREA
    }

    /** Floats of one image in the tensor. */
    public int floats() {
        return width * height * colours.channels();
    }
}
