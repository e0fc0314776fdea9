package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFollowerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void lines_come_when_they_are_whole_and_once() throws IOException {
        Path csv = folder.resolve("rows.csv");
        CsvFollower follower = new CsvFollower(csv);
        assertThat(follower.read().added()).isEmpty();
        Files.writeString(csv, "label,path,e0\r\nada,ada/1.jpg,0.5\r\nbruno,bru");
        assertThat(follower.read().added())
                .containsExactly(new CsvLine(1, "label,path,e0"), new CsvLine(2, "ada,ada/1.jpg,0.5"));
        assertThat(follower.read().added()).isEmpty();
        Files.writeString(csv, "no/2.jpg,0.25\r\n", StandardOpenOption.APPEND);
        assertThat(follower.read().added()).containsExactly(new CsvLine(3, "bruno,bruno/2.jpg,0.25"));
        assertThat(follower.header()).isEqualTo("label,path,e0");
    }

    @Test
    void a_file_that_was_replaced_is_read_from_its_start() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), "label,path\na,1\nb,2\n");
        CsvFollower follower = new CsvFollower(csv);
        follower.read();
        Files.writeString(csv, "label,path\n");
        CsvFollower.News news = follower.read();
        assertThat(news.reset()).isTrue();
        assertThat(news.added()).containsExactly(new CsvLine(1, "label,path"));
    }

    @Test
    void a_file_in_the_place_of_another_is_read_from_its_start_even_if_it_is_longer() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), "label,path\na,1\n");
        CsvFollower follower = new CsvFollower(csv);
        follower.read();
        Path other = Files.writeString(folder.resolve("other.csv"), "label,path\nc,3\nd,4\ne,5\n");
        Files.move(other, csv, StandardCopyOption.REPLACE_EXISTING);
        CsvFollower.News news = follower.read();
        assertThat(news.reset()).isTrue();
        assertThat(news.added()).hasSize(4).contains(new CsvLine(2, "c,3"));
    }

    @Test
    void another_run_that_wrote_the_same_file_anew_is_read_from_its_start() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.csv"), "label,path\na,1\n");
        CsvPreview preview = new CsvPreview(new Background(Runnable::run, Runnable::run, p -> {}));
        preview.follow("first run", csv);
        preview.refresh();
        assertThat(preview.lines()).containsExactly(new CsvLine(2, "a,1"));
        Files.writeString(csv, "label,path\nbbb,2\nc,3\n"); // while nobody looks; longer than it was
        preview.follow("second run", csv);
        preview.refresh();
        assertThat(preview.lines()).containsExactly(new CsvLine(2, "bbb,2"), new CsvLine(3, "c,3"));
    }

    @Test
    void only_the_last_lines_are_kept_however_long_the_file_is() throws IOException {
        StringBuilder text = new StringBuilder("label,path\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("label,image ").append(i).append('\n');
        }
        Path csv = Files.writeString(folder.resolve("rows.csv"), text);
        var added = new CsvFollower(csv).read().added();
        assertThat(added).hasSize(CsvFollower.KEPT);
        assertThat(added.getLast()).isEqualTo(new CsvLine(50_001, "label,image 49999"));
    }

    @Test
    void a_row_is_shortened_to_its_first_numbers_and_commas_in_quotes_are_no_separators() {
        String row = "\"a, b\",path" + ",0.125".repeat(512);
        String shown = CsvFollower.shortened(row);
        assertThat(shown).startsWith("\"a, b\",path,0.125").endsWith(",…").hasSizeLessThan(90);
        assertThat(new CsvLine(1, shown).labelEnd()).isEqualTo("\"a, b\"".length());
        assertThat(CsvFollower.shortened("x".repeat(1000))).hasSize(301).endsWith("…");
    }
}
