package io.facet.models.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.NumberType;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden vectors of the reference preprocessing of VGGFace2 (load_data of WeidiXie/Keras-VGGFace2-ResNet50), computed
 * with Pillow 12.3.0 and NumPy 2.4.6 for the pictures of {@link Pictures#drawn}: the SHA-256 of all pixels in
 * blue-green-red after resizing with Image.BILINEAR and cropping, and one pixel for people.
 */
class PillowGoldenTest {

    @ParameterizedTest
    @CsvSource({
        "250, 250, crop, e7a87600f30ce8e2aa76c03f2870ad22fb31580db1d33ac6355edc494fd5003c, 150 112 56",
        "301, 247, crop, 1dc8396cb3c38cb3e9f4bbe3ffc89270101b1e00ab918ea7507fba05f43adee7, 66 111 68",
        "301, 247, squash, 60f5cddcd0e8347fbcb3a1df4d96ac2b71e74a94f943f9f0257f89c285fb71f1, 152 111 55",
        "97, 71, crop, e1e9eaaa0bcec99d19f3dbc88ba499f647f33b64a6c757c5bcb4ddb83df78336, 92 111 73",
        "97, 71, squash, 5e1ea08b33a540a3362164662626704933576eec46c9f869225255d162b0aa39, 136 111 55",
        "1203, 801, crop, 14913afc43cc7668fdcc6325a2b207c148348f81f977a6627cd4aea420118787, 95 112 79",
        "1203, 801, squash, 752e77ea60808627883b3b60c19dc32789791ec689e6c95533fa15a91de00b19, 96 112 56",
        "224, 224, crop, 855a2e60cf3337f4cf5fb3c35103143b596e334c3688d9046996c7e5c00b5f3b, 150 112 56",
        // Short sides of 41 and 25 become 225 in the reference: 41 * (224 / 41.0) is a little more than 224.
        "41, 200, crop, e14ac0e9da58444fc1aeeff354b8f35461186a784c04b5e1a1cda07446427d36, 138 122 54",
        "41, 200, squash, 7b2067ad37d7ad1d5dc77a28e7dbd28296132cce3903c932eaead3ba10ac7646, 54 111 54",
        "25, 25, crop, f1e4d4c727d2067cddcf78f0fcea5b7b507a172cc089d09d21339cf8bf099854, 139 111 53",
        "1400, 90, crop, 15bf7b154df243d064f26709bedc558214173e8e2125029992a10b7489afa6f4, 169 112 120",
    })
    void antialiasedBilinearEqualsPillowToTheBit(int width, int height, String fit, String sha256, String pixel)
            throws NoSuchAlgorithmException {
        var input = Inputs.of(224, 224)
                .fit(fit.equals("crop") ? Fit.SHORT_SIDE_CENTRE_CROP : Fit.SQUASH)
                .interpolation(Interpolation.BILINEAR_ANTIALIASED);

        byte[] bgr = preprocess(Pictures.drawn(width, height), input);

        int at = 3 * (100 * 224 + 50);
        assertThat("%d %d %d".formatted(bgr[at] & 0xff, bgr[at + 1] & 0xff, bgr[at + 2] & 0xff))
                .isEqualTo(pixel);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bgr)))
                .isEqualTo(sha256);
    }

    /** Through the whole preprocessor, whose tensor holds the plain values with this input, and back to bytes. */
    private static byte[] preprocess(java.awt.image.BufferedImage image, Inputs input) {
        ByteBuffer tensor = ByteBuffer.allocateDirect(4 * 3 * 224 * 224).order(ByteOrder.nativeOrder());
        byte[] png = Pictures.encode(image, "png");
        try (Preprocessor preprocessor = new Preprocessor(input.build(), NumberType.FLOAT32);
                Mat pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(ByteBuffer.wrap(png))) {
            preprocessor.apply(pixels, tensor);
        }
        byte[] bytes = new byte[3 * 224 * 224];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) tensor.getFloat(4 * i);
        }
        return bytes;
    }
}
