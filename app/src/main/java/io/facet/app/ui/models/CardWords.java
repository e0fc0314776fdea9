package io.facet.app.ui.models;

import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.convert.KerasConverter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a card says, in plain words. Immutable. */
record CardWords(Texts texts) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s,;)]+");

    /**
     * A step from an image to its embedding.
     *
     * @param key of its name and icon
     */
    record Step(String key, String name, String words) {}

    /** A licence in two words, and whether it keeps people from some uses or leaves them in doubt. */
    record Licence(String brief, boolean warns) {}

    String task(ModelCard card) {
        return texts.get("models.task." + card.task().name().toLowerCase(Locale.ROOT));
    }

    Licence licence(ModelCard card) {
        String said = card.licence().toLowerCase(Locale.ROOT);
        if (said.contains("non-commercial") || said.contains("no commercial") || said.contains("by-nc")) {
            return new Licence(texts.get("models.licence.nc"), true);
        }
        if (said.isBlank() || said.startsWith("none stated")) {
            return new Licence(texts.get("models.licence.none"), true);
        }
        return new Licence(card.licence().split(" [(]| in its|;", 2)[0], false);
    }

    /** Where its file comes from. */
    String source(ModelCard card) {
        if (card.id().equals(ModelLibrary.DEFAULT_MODEL)) {
            return texts.get("models.source.builtin");
        }
        Optional<String> host = card.files().stream()
                .filter(ModelFile::downloadable)
                .map(f -> URI.create(f.url()).getHost())
                .findFirst();
        return host.orElseGet(() -> texts.get(
                card.weights().equals(KerasConverter.CARD) ? "models.source.convert" : "models.source.import"));
    }

    /** The page where it is published, if its card names one. */
    Optional<String> link(ModelCard card) {
        Matcher link = LINK.matcher(card.source());
        return link.find() ? Optional.of(link.group()) : Optional.empty();
    }

    /** How an image becomes an embedding, step by step. */
    List<Step> steps(ModelCard card) {
        ImageInput input = card.input();
        List<Step> steps = new ArrayList<>();
        steps.add(step("decode", texts.get("models.step.decode.words")));
        String fit = input.fit() == ImageInput.Fit.SQUASH
                ? texts.get("models.step.squash", input.width(), input.height())
                : texts.get("models.step.crop", Math.min(input.width(), input.height()), input.width(), input.height());
        steps.add(step(
                "resize",
                fit + " · "
                        + texts.get("models.interpolation."
                                + input.interpolation().name().toLowerCase(Locale.ROOT))));
        steps.add(step("normalise", colours(input) + " · " + normalise(input)));
        String length = texts.get(
                card.output().normalise() == EmbeddingOutput.Normalise.L2 ? "models.step.l2" : "models.step.raw");
        steps.add(
                step("embed", texts.get("models.step.embed.words", card.output().dimension()) + " · " + length));
        return steps;
    }

    private Step step(String key, String words) {
        return new Step(key, texts.get("models.step." + key), words);
    }

    private String colours(ImageInput input) {
        return input.colours() == ImageInput.Colours.GREY
                ? texts.get("models.step.grey")
                : input.colours().name();
    }

    private String normalise(ImageInput input) {
        boolean noMean = input.mean().stream().allMatch(m -> m == 0);
        boolean noStd = input.std().stream().allMatch(s -> s == 1);
        if (noMean && noStd) {
            return texts.get("models.step.as-is");
        }
        String mean = texts.get("models.step.mean", numbers(input.mean()));
        return noStd ? mean : mean + " · " + texts.get("models.step.std", numbers(input.std()));
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(v -> String.format(Locale.ROOT, "%.1f", v)).collect(Collectors.joining(", "));
    }
}
