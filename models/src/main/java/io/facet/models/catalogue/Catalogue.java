package io.facet.models.catalogue;

import io.facet.models.ModelException;
import io.facet.models.yaml.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that Facet knows: a snapshot of the shipped cards and a user's own. Immutable and thread-safe. */
public final class Catalogue {
    private final Map<String, ModelCard> cards;
    private final List<CardProblem> problems;

    private Catalogue(List<ModelCard> cards, List<CardProblem> problems) {
        Map<String, ModelCard> byId = new LinkedHashMap<>();
        cards.forEach(card -> byId.put(card.id(), card));
        this.cards = byId;
        this.problems = problems;
    }

    /**
     * Reads a user's cards and puts them after the shipped ones.
     *
     * @param shipped usually {@link ShippedCards#load()}
     * @param userFolder the folder whose {@code *.yaml} files are cards; need not exist. What is wrong in it is in
     *     {@link #problems()}; it never stops Facet
     */
    public static Catalogue load(List<ModelCard> shipped, Path userFolder) {
        UserCards user = new UserCards(shipped);
        user.read(userFolder);
        List<ModelCard> all = new ArrayList<>(shipped);
        all.addAll(user.cards());
        return new Catalogue(all, user.problems());
    }

    /** Every card: the shipped ones, then the user's by file name. */
    public List<ModelCard> all() {
        return List.copyOf(cards.values());
    }

    /**
     * The card of that id.
     *
     * @throws ModelException {@code MODEL_UNKNOWN}, naming the ids that are near
     */
    public ModelCard find(String id) {
        return lookUp(id).orElseThrow(() -> unknown(id));
    }

    /** The card of that id, if there is one. */
    public Optional<ModelCard> lookUp(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** Every card that feeds these weights. */
    public List<ModelCard> sharing(String weights) {
        return cards.values().stream()
                .filter(card -> card.weights().equals(weights))
                .toList();
    }

    /** The user's cards that cannot be used, with what to do about each. */
    public List<CardProblem> problems() {
        return problems;
    }

    private ModelException unknown(String id) {
        List<String> near = NearestIds.of(id, cards.keySet());
        return new ModelException(
                ModelException.Code.MODEL_UNKNOWN,
                "no model is called " + Quoted.of(id)
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
                        + " (`facet models list` shows all"
                        + (problems.isEmpty()
                                ? ")"
                                : ", and what is wrong with " + problems.size() + " of your cards)"));
    }
}
