package io.facet.models.catalogue;

import io.facet.models.yaml.YamlProblem;
import io.facet.models.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the cards that a user keeps in a folder. What is wrong with one is noted and does not stop the others. */
final class UserCards {
    private static final int MAX_CARDS = 1000;

    private final List<CardProblem> problems = new ArrayList<>();
    private final Map<String, String> takenBy = new HashMap<>();
    private final List<ModelCard> cards = new ArrayList<>();

    /** @param shipped cards whose ids a user's card may not have */
    UserCards(List<ModelCard> shipped) {
        shipped.forEach(card -> takenBy.put(card.id(), "a card that comes with Facet"));
    }

    void read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files = files(folder);
        if (files.size() > MAX_CARDS) {
            problems.add(new CardProblem(
                    folder, 0, "holds " + files.size() + " cards; only the first " + MAX_CARDS + " are read"));
        }
        files.stream().limit(MAX_CARDS).forEach(this::add);
    }

    List<CardProblem> problems() {
        return List.copyOf(problems);
    }

    List<ModelCard> cards() {
        return List.copyOf(cards);
    }

    private List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            problems.add(new CardProblem(folder, 0, "cannot be read (" + e + "): check its permissions"));
        }
        return files.stream().sorted().toList();
    }

    private void add(Path file) {
        try {
            ModelCard card = CardYaml.read(YamlReader.text(file));
            String other = takenBy.putIfAbsent(card.id(), file.getFileName().toString());
            if (other == null) {
                cards.add(card);
            } else {
                problems.add(new CardProblem(
                        file, 0, "its id " + card.id() + " belongs to " + other + ": give this card another id"));
            }
        } catch (YamlProblem e) {
            problems.add(new CardProblem(file, e.line(), String.valueOf(e.getMessage())));
        }
    }
}
