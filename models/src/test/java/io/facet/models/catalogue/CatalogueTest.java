package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @TempDir
    Path folder;

    @Test
    void withoutAUserFolderThereAreTheShippedCards() {
        Catalogue catalogue = Catalogue.load(ShippedCards.load(), folder.resolve("cards"));
        assertThat(catalogue.all()).extracting(ModelCard::id).isEqualTo(ShippedCards.IDS);
        assertThat(catalogue.problems()).isEmpty();
    }

    @Test
    void usersCardsFollowTheShippedOnesAndABrokenOneStopsNoOther() throws IOException {
        write("a.yaml", Cards.MINIMAL);
        write("b.yaml", Cards.MINIMAL.replace("width: 112", "width: wide"));
        write("c.yml", Cards.MINIMAL.replace("id: mine", "id: mine-too"));
        write("notes.txt", "not a card");
        Catalogue catalogue = load();
        assertThat(catalogue.all())
                .extracting(ModelCard::id)
                .startsWith("builtin-512")
                .endsWith("mine", "mine-too")
                .hasSize(ShippedCards.IDS.size() + 2);
        assertThat(catalogue.problems())
                .extracting(CardProblem::describe)
                .containsExactly(folder.resolve("b.yaml")
                        + ":9: input.width is \"wide\" but must be a whole number from 1 to 4096");
    }

    @Test
    void idOfAShippedCardIsRefused() throws IOException {
        write("a.yaml", Cards.MINIMAL.replace("id: mine", "id: sface"));
        Catalogue catalogue = load();
        assertThat(catalogue.problems())
                .extracting(CardProblem::message)
                .containsExactly("its id sface belongs to a card that comes with Facet: give this card another id");
        assertThat(catalogue.find("sface").title()).isEqualTo("SFace");
    }

    @Test
    void secondCardOfTheSameIdIsRefusedWhateverTheOrderOfTheFolder() throws IOException {
        write("z.yaml", Cards.MINIMAL.replace("title: Mine", "title: Last"));
        write("a.yaml", Cards.MINIMAL.replace("title: Mine", "title: First"));
        Catalogue catalogue = load();
        assertThat(catalogue.find("mine").title()).isEqualTo("First");
        assertThat(catalogue.problems())
                .extracting(CardProblem::message)
                .containsExactly("its id mine belongs to a.yaml: give this card another id");
    }

    @Test
    void foldersAndLinksToNothingAreProblemsToo() throws IOException {
        Files.createDirectory(folder.resolve("d.yaml"));
        Files.createSymbolicLink(folder.resolve("l.yaml"), folder.resolve("nowhere"));
        assertThat(load().problems())
                .extracting(CardProblem::message)
                .containsExactly("is not a file", "does not exist");
    }

    @Test
    void unknownIdNamesTheNearOnes() {
        assertUnknown("sfase", "no model is called \"sfase\"; did you mean sface? (`facet models list` shows all)");
        assertUnknown(
                "vggface2", "did you mean vggface2-resnet50 or vggface2-resnet50-bench or vggface2-resnet50-squash");
        assertUnknown("arcface-resnet-100", "did you mean arcface-resnet100?");
        assertUnknown("qwertyuiop", "no model is called \"qwertyuiop\" (`facet models list`");
        assertUnknown("x\u001b[31m\n", "\"x?[31m?\"");
    }

    @Test
    void unknownIdMentionsCardsThatCouldNotBeRead() throws IOException {
        write("b.yaml", "id: broken");
        assertThatThrownBy(() -> load().find("broken")).hasMessageContaining("what is wrong with 1 of your cards");
    }

    @Test
    void cardsThatShareWeightsAreFound() {
        assertThat(Catalogue.load(ShippedCards.load(), folder).sharing("vggface2-resnet50"))
                .extracting(ModelCard::id)
                .containsExactly("vggface2-resnet50", "vggface2-resnet50-squash-rgb");
    }

    private void assertUnknown(String id, String message) {
        assertThatThrownBy(() -> load().find(id))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ModelException.Code.MODEL_UNKNOWN))
                .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
    }

    private Catalogue load() {
        return Catalogue.load(ShippedCards.load(), folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
